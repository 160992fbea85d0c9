using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Features.Destruction.Lifting;
using ComplianceConsole.Features.Destruction.Bulk;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Features.Destruction.Terms;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceConsole.Features.Destruction;

/// <summary>Puts destruction into a host.</summary>
public static class DestructionFeature
{
    /// <summary>Adds the use cases and the pages. Policy 2.1(10), 9.4, 9.7, 9.8.</summary>
    public static IServiceCollection AddDestruction(this IServiceCollection services)
    {
        services.TryAddSingleton<DestructionSettings>();
        return services
            .AddSingleton<DestroySubject>()
            .AddSingleton<ReadDestructionPlan>()
            .AddSingleton<ReadDestructions>()
            .AddSingleton<ReadTombstone>()
            .AddSingleton<LiftTombstone>()
            .AddSingleton<ProposeDestruction>()
            .AddSingleton<AnswerProposal>()
            .AddSingleton<ReadApprovals>()
            .AddSingleton<DestroyMany>()
            .AddSingleton<AnswerMany>()
            .AddSingleton<IssueDestructionAct>()
            .AddSingleton<KeepCopies>()
            .AddSingleton<ReadCopies>()
            .AddSingleton<KeepHolds>()
            .AddSingleton<ExtendHold>()
            .AddSingleton<ExtendCopy>()
            .AddSingleton<ReadEndedTerms>()
            .AddSingleton<ITodaySection, EndedTermsOfToday>()
            .AddSingleton<Depersonalise>()
            .AddSingleton<ProposeDepersonalisation>()
            .AddSingleton<AnswerGroup>()
            .AddSingleton<PreviewDepersonalisation>()
            .AddSingleton<ReadDepersonalisable>()
            .AddSingleton<ReadStatistics>()
            .AddSingleton<ISubjectDestroyed, ActIssued>()
            .AddSingleton<ISubjectTab, CopiesTabEntry>()
            .AddSingleton<ITodaySection, ApprovalsOfToday>()
            .AddSingleton<ISubjectAction, DestroySubjectAction>()
            .AddSingleton<ITombstone, SubjectTombstone>()
            .AddSingleton<IRequestAction>(new RequestAction(RequestStep.CarryOut, typeof(DestroyStep), RequestKind.Destruction))
            .AddNavigation(NavigationPlace.Destruction);
    }
}
