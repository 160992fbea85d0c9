using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Features.Destruction.Lifting;
using ComplianceConsole.Features.Destruction.Pages;

namespace ComplianceConsole.Features.Destruction;

/// <summary>Puts destruction into a host.</summary>
public static class DestructionFeature
{
    /// <summary>Adds the use cases and the pages. Policy 2.1(10), 9.4, 9.7, 9.8.</summary>
    public static IServiceCollection AddDestruction(this IServiceCollection services) =>
        services
            .AddSingleton<DestroySubject>()
            .AddSingleton<ReadDestructionPlan>()
            .AddSingleton<ReadDestructions>()
            .AddSingleton<ReadTombstone>()
            .AddSingleton<LiftTombstone>()
            .AddSingleton<ISubjectAction, DestroySubjectAction>()
            .AddSingleton<ITombstone, SubjectTombstone>()
            .AddSingleton<IRequestAction>(new RequestAction(RequestStep.CarryOut, typeof(DestroyStep), RequestKind.Destruction))
            .AddNavigation(NavigationPlace.Destruction);
}
