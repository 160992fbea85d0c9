using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Duties;

/// <summary>Every duty of the policy and the law, one case a kind.</summary>
internal static class DutyCases
{
    public static IReadOnlyList<DutyCase> All { get; } =
    [
        new(DutyKind.Disclose, Right.RegisterRequest, Right.HandleRequest)
        {
            Prepare = PersonAsync,
            Start = (desk, owed, actor) => RegisterAsync(desk, owed, actor, RequestKind.Disclosure),
            GoOn = async (desk, owed) =>
            {
                await IdentifyAsync(desk, owed);
                Assert.True((await desk.PrepareAsync(owed.Request)).IsDone);
                await Must(desk.ApproveAsync(owed.Request));
            },
            End = async (desk, owed, actor) => (await desk.HandOverAsync(owed.Request, actor: actor)).Refusal,
        },
        new(DutyKind.Correct, Right.RegisterRequest, Right.HandleRequest)
        {
            Prepare = desk => ConfirmedAsync(desk, RequestKind.Correction),
            Start = async (desk, owed, actor) => (owed, (await desk.EvidenceAsync(owed.Request, actor: actor)).Refusal),
            GoOn = async (desk, owed) =>
            {
                await Must(desk.GrantAsync(owed.Request, RequestKind.Correction));
                await CorrectAsync(desk, owed);
            },
            End = async (desk, owed, actor) => (await desk.TellAsync(owed.Request, actor: actor)).Refusal,
        },
        new(DutyKind.DestroyOnEvidence, Right.RegisterRequest, Right.DestroySubject)
        {
            Prepare = desk => ConfirmedAsync(desk, RequestKind.Destruction),
            Start = async (desk, owed, actor) => (owed, (await desk.EvidenceAsync(owed.Request, actor: actor)).Refusal),
            GoOn = (desk, owed) => Must(desk.GrantAsync(owed.Request, RequestKind.Destruction)),
            End = async (desk, owed, actor) =>
            {
                var made = await desk.DestroyAsync(DestructionDesk.Command(owed.Subject, "9.4") with { Request = owed.Request, Language = null }, actor);
                return made.Refusal ?? (await desk.DeliverAsync()).Refusal;
            },
        },
        new(DutyKind.BlockOnComplaint, Right.RegisterRequest, Right.BlockSubject)
        {
            Prepare = PersonAsync,
            Start = (desk, owed, actor) => RegisterAsync(desk, owed, actor, RequestKind.Complaint),
            End = async (desk, owed, actor) => (await desk.BlockOnComplaintAsync(owed.Request, actor)).Refusal,
        },
        new(DutyKind.StopUnlawfulProcessing, Right.RegisterRequest, Right.HandleRequest)
        {
            Prepare = PersonAsync,
            Start = (desk, owed, actor) => RegisterAsync(desk, owed, actor, RequestKind.Complaint, ApplicantKind.Organisation),
            GoOn = (desk, owed) => Must(desk.GrantAsync(owed.Request, RequestKind.Complaint)),
            End = async (desk, owed, actor) => (await desk.StopAsync(owed.Request, actor: actor)).Refusal,
        },
        new(DutyKind.AnswerWithdrawal, Right.RegisterRequest, Right.HandleRequest)
        {
            Prepare = PersonAsync,
            Start = (desk, owed, actor) => RegisterAsync(desk, owed, actor, RequestKind.Withdrawal),
            GoOn = async (desk, owed) =>
            {
                await IdentifyAsync(desk, owed);
                await Must(desk.GrantAsync(owed.Request, RequestKind.Withdrawal));
            },
            End = async (desk, owed, actor) => (await desk.Get<FollowWithdrawal>().HandleAsync(
                actor, new FollowWithdrawalCommand(owed.Request, await desk.VersionAsync(owed.Request), []), CancellationToken.None)).Refusal,
        },
        new(DutyKind.DestroyAfterPurpose, Right.ChangeConsents, Right.DestroySubject)
        {
            Prepare = PersonAsync,
            Start = async (desk, owed, actor) => (owed, (await AchieveAsync(desk, owed.Subject, actor)).Refusal),
            End = async (desk, owed, actor) => (await desk.DestroyAsync(DestructionDesk.Command(owed.Subject), actor)).Refusal,
        },
        new(DutyKind.DestroyBlocked, Right.Maintain, Right.DestroySubject)
        {
            Prepare = async desk =>
            {
                var owed = await PersonAsync(desk);
                Assert.True((await AchieveAsync(desk, owed.Subject, Actors.Dpo)).IsDone);
                desk.Clock.Now = (await desk.DutyAsync(DutyKind.DestroyAfterPurpose)).DueBefore;
                return owed;
            },
            Start = async (desk, owed, actor) => (owed, (await desk.Get<AriseDuties>().HandleAsync(actor, CancellationToken.None)).Refusal),
            GoOn = (desk, owed) => desk.BlockAsync(owed.Subject),
            End = async (desk, owed, actor) =>
                (await desk.DestroyAsync(DestructionDesk.Command(owed.Subject, "9.8") with { ReleasesBlock = true }, actor)).Refusal,
        },
        new(DutyKind.ReportBreach, Right.KeepIncidents, Right.KeepIncidents)
        {
            Prepare = _ => Task.FromResult(new Owed()),
            Start = async (desk, owed, actor) =>
            {
                var registered = await desk.Get<RegisterIncident>().HandleAsync(
                    actor,
                    new IncidentForm { DetectedAt = desk.Clock.Now, IsBreach = true, What = "A laptop was stolen", Concerned = "Names of 17 users" },
                    CancellationToken.None);
                return (registered.IsDone ? owed with { Incident = registered.Value } : owed, registered.Refusal);
            },
            End = async (desk, owed, actor) => (await desk.Get<NotifyAuthority>().HandleAsync(
                actor, new NotifyAuthorityCommand(owed.Incident, Version: 0, desk.Clock.Now), CancellationToken.None)).Refusal,
        },
        new(DutyKind.ReleaseUnconfirmed, Right.HandleRequest, Right.UnblockSubject)
        {
            Prepare = async desk =>
            {
                var owed = await ConfirmedAsync(desk, RequestKind.Complaint);
                await Must(desk.BlockOnComplaintAsync(owed.Request));
                return owed;
            },
            Start = async (desk, owed, actor) => (
                owed,
                (await desk.RefuseAsync(owed.Request, actor, "It was not so.", RequestKind.Complaint, RefusalGround.NotConfirmed)).Refusal),
            End = async (desk, owed, actor) => (await desk.ReleaseAsync(owed.Request, actor)).Refusal,
        },
    ];

    private static async Task<Owed> PersonAsync(RequestDesk desk) => new() { Subject = await desk.SubjectWithConsentAsync() };

    private static async Task<Owed> ConfirmedAsync(RequestDesk desk, RequestKind kind)
    {
        var owed = await PersonAsync(desk);
        return owed with { Request = await desk.ConfirmedAsync(kind, owed.Subject) };
    }

    private static async Task<(Owed, Refusal?)> RegisterAsync(
        RequestDesk desk, Owed owed, Actor actor, RequestKind kind, ApplicantKind applicant = ApplicantKind.Subject)
    {
        var isOwn = applicant == ApplicantKind.Organisation;
        var asked = desk.Asked(owed.Subject) with { Kind = kind, Applicant = applicant };
        var registered = await desk.RegisterAsync(isOwn ? asked with { ReplyTo = "" } : asked, actor);
        return (registered.IsDone ? owed with { Request = registered.Value } : owed, registered.Refusal);
    }

    // Who registers and may decide has confirmed who asks at once.
    private static async Task IdentifyAsync(RequestDesk desk, Owed owed)
    {
        if (!(await desk.ReadAsync(owed.Request)).Course.IsIdentified)
        {
            await Must(desk.ConfirmAsync(owed.Request));
        }
    }

    private static async Task CorrectAsync(RequestDesk desk, Owed owed)
    {
        var start = (await desk.Get<StartCorrection>().HandleAsync(Actors.Dpo, owed.Subject, CancellationToken.None)).Value;
        var form = new CorrectionForm
        {
            Subject = owed.Subject,
            Mark = start.Mark,
            Field = FieldCode.Post,
            Value = "Head of office",
            Kind = EvidenceKind.Letter,
            Reference = "Letter 7",
            Word = WordOf.Subject,
            ReceivedAt = desk.Clock.Now,
            Request = owed.Request,
        };
        Assert.True((await desk.Get<CorrectSubject>().HandleAsync(Actors.Dpo, form, CancellationToken.None)).IsDone);
    }

    // The one purpose of the register, so that none remains for which the data may be kept.
    private static Task<Result<PurposesAchieved>> AchieveAsync(RequestDesk desk, SubjectId subject, Actor actor) =>
        new AchievePurposes(desk.Stores.Operation).HandleAsync(
            actor,
            new AchievementForm { Subjects = [subject], Purposes = ["3.2.1"], AchievedAt = desk.Clock.Now, Reason = "The programme ended" },
            CancellationToken.None);

    private static async Task Must(Task<Result<Done>> step) => Assert.True((await step).IsDone);
}
