using Bunit;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Lifting;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Features.Destruction.Terms;
using ComplianceConsole.Features.Destruction.Bulk;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>Draws pages of requests over real stores, for the person who is signed in.</summary>
public abstract class RequestPageTest : PageTest, IAsyncLifetime
{
    /// <summary>What pages asked to be blocked with one click.</summary>
    protected RecordBlocking Blocking { get; } = new();

    /// <summary>The stores behind the pages.</summary>
    protected RequestDesk Desk { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        Desk = await RequestDesk.OpenAsync();
        Forward<IClock>();
        Forward<ChangeFeed>();
        Forward<RegisterRequest>();
        Forward<CheckSubject>();
        Forward<ConfirmIdentity>();
        Forward<ReceiveEvidence>();
        Forward<BlockOnComplaint>();
        Forward<DecideMatter>();
        Forward<AnswerRequest>();
        Forward<StopProcessing>();
        Forward<FollowWithdrawal>();
        Forward<ReadStandingConsents>();
        Forward<RegisterReader>();
        Forward<NotifyApplicant>();
        Forward<DraftLetter>();
        Forward<CloseRequest>();
        Forward<MendRequest>();
        Forward<RenewAuthority>();
        Forward<RequestFiles>();
        Forward<ReadRequest>();
        Forward<ListRequests>();
        Forward<PrepareReport>();
        Forward<ApproveReport>();
        Forward<HandOverReport>();
        Forward<ListReports>();
        Forward<ReadToday>();
        Forward<ReadMonth>();
        Forward<AssignDuty>();
        Forward<AssignRequest>();
        Forward<ReadDestructions>();
        Forward<ReadDestructionPlan>();
        Forward<DestroySubject>();
        Forward<ReadTombstone>();
        Forward<LiftTombstone>();
        Forward<ProposeDestruction>();
        Forward<AnswerProposal>();
        Forward<ReadApprovals>();
        Forward<DestroyMany>();
        Forward<AnswerMany>();
        Forward<KeepCopies>();
        Forward<ReadCopies>();
        Forward<KeepHolds>();
        Forward<ExtendHold>();
        Forward<ExtendCopy>();
        Forward<ReadEndedTerms>();
        Forward<DestructionSettings>();
        Forward<Depersonalise>();
        Forward<ProposeDepersonalisation>();
        Forward<AnswerGroup>();
        Forward<PreviewDepersonalisation>();
        Forward<ReadDepersonalisable>();
        Forward<ReadStatistics>();
        Forward<RegisterIncident>();
        Forward<NotifyAuthority>();
        Forward<CarryIncidentOn>();
        Forward<ReadIncidents>();
        Forward<IDutyStories>();
        foreach (var action in Desk.Stores.Services.GetServices<IRequestAction>())
        {
            Page.Services.AddSingleton(action);
        }

        Page.Services.AddSingleton<IRecordBlocking>(Blocking);
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Draws a page as somebody, at an address.</summary>
    private protected IRenderedComponent<TPage> Draw<TPage>(
        Actor actor, string address, Action<ComponentParameterCollectionBuilder<TPage>>? more = null)
        where TPage : IComponent
    {
        SignedIn.Answer = actor;
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Page.Render<TPage>(parameters =>
        {
            parameters.AddCascadingValue(actor);
            more?.Invoke(parameters);
        });
    }

    private void Forward<T>()
        where T : class => Page.Services.AddSingleton(Desk.Get<T>());

    /// <summary>Stands for the feature that blocks, and remembers what it was asked.</summary>
    protected sealed class RecordBlocking : IRecordBlocking
    {
        public List<SubjectId> Asked { get; } = [];

        public Task<Refusal?> BlockAsync(SubjectId subject)
        {
            Asked.Add(subject);
            return Task.FromResult<Refusal?>(null);
        }
    }
}
