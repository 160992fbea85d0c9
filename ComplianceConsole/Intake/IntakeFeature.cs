using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Intake.Uploads;

namespace ComplianceConsole.Intake;

/// <summary>Puts what comes in into a host.</summary>
public static class IntakeFeature
{
    /// <summary>Adds the import and its page.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<ImportSubjects>();
        services.AddSingleton<ScratchFolder>();
        services.AddSingleton<UploadSpools>();
        services.AddHostedService<UploadSweepService>();
        services.AddSingleton<RejectLists>();
        return services.AddNavigation(NavigationPlace.Import);
    }
}
