namespace ComplianceConsole.Intake;

/// <summary>Puts what comes in into a host.</summary>
public static class IntakeFeature
{
    /// <summary>Adds the import.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<ImportSubjects>();
        return services;
    }
}
