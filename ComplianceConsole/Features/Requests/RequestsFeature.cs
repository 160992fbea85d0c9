using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Features.Requests.Pages.Forms;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Notices;

namespace ComplianceConsole.Features.Requests;

/// <summary>Requests: what comes in, its clock and its steps. Policy 8, 9.</summary>
public static class RequestsFeature
{
    /// <summary>Adds the use cases and pages of requests.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<RegisterRequest>();
        services.AddSingleton<CheckSubject>();
        services.AddSingleton<ConfirmIdentity>();
        services.AddSingleton<ReceiveEvidence>();
        services.AddSingleton<BlockOnComplaint>();
        services.AddSingleton<DecideMatter>();
        services.AddSingleton<StopProcessing>();
        services.AddSingleton<FollowWithdrawal>();
        services.AddSingleton<ReadStandingConsents>();
        services.AddSingleton<NotifyApplicant>();
        services.AddSingleton<DraftLetter>();
        services.AddSingleton<CloseRequest>();
        services.AddSingleton<MendRequest>();
        services.AddSingleton<RenewAuthority>();
        services.AddSingleton<RequestFiles>();
        services.AddSingleton<INoticeDelivered, NoticeOfRequestDelivered>();
        services.AddSingleton<ISubjectDestroyed, DestructionCarriedOut>();
        services.AddSingleton<AnswerRequest>();
        services.AddSingleton<ReadRequest>();
        services.AddSingleton<ListRequests>();
        services.AddNavigation(NavigationPlace.Requests);
        services.AddSingleton<ISubjectTab, SubjectRequestsTab>();
        services.AddSingleton<ISubjectAction, NewRequestAction>();
        Add<ConfirmIdentityForm>(RequestStep.ConfirmIdentity);
        Add<EvidenceForm>(RequestStep.ReceiveEvidence);
        Add<BlockForm>(RequestStep.Block);
        Add<BlockForm>(RequestStep.Release);
        Add<GrantForm>(RequestStep.Decide);
        Add<RefuseForm>(RequestStep.Refuse);
        Add<AnswerForm>(RequestStep.Answer);
        Add<StopForm>(RequestStep.CarryOut, RequestKind.Complaint);
        Add<WithdrawForm>(RequestStep.CarryOut, RequestKind.Withdrawal);
        Add<NotifyForm>(RequestStep.Notify);
        Add<NoteForm>(RequestStep.Close);
        Add<NoteForm>(RequestStep.Mend);
        Add<RenewAuthorityForm>(RequestStep.RenewAuthority);
        return services;

        void Add<TForm>(RequestStep step, RequestKind? matter = null) =>
            services.AddSingleton<IRequestAction>(new RequestAction(step, typeof(TForm), matter));
    }
}
