using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;

namespace ComplianceConsole.Features.Corrections;

/// <summary>Puts corrections into a host.</summary>
public static class CorrectionsFeature
{
    /// <summary>Adds the use cases and the page.</summary>
    public static IServiceCollection AddCorrections(this IServiceCollection services) =>
        services
            .AddSingleton<StartCorrection>()
            .AddSingleton<CorrectSubject>()
            .AddSingleton<ISubjectAction, CorrectAction>()
            .AddSingleton<IRequestAction>(
                new RequestAction(RequestStep.CarryOut, typeof(RequestedCorrectionAction), RequestKind.Correction));
}
