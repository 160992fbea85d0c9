using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Features.Destruction;
using NodaTime;

namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>How the rows of requests, reports and letters are tried.</summary>
internal static partial class MatrixTable
{
    private static void AddRequests(Dictionary<string, UseCase> tries)
    {
        tries["CheckSubject.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<CheckSubject>().HandleAsync(actor, c.Subject, None)));
        tries["RegisterRequest.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<RegisterRequest>().HandleAsync(actor, c.Desk.Asked(c.Subject), None)));
        tries["ReadRequest.HandleAsync"] = c => WithAsync(
            c, RequestKind.Disclosure, confirmed: false, async (actor, number) => Outcome.Of(
                await c.Get<ReadRequest>().HandleAsync(actor, number, None), view => view.People is null));
        tries["ListRequests.HandleAsync"] = c => WithAsync(
            c, RequestKind.Disclosure, confirmed: false, async (actor, number) => Outcome.Of(
                await c.Get<ListRequests>().HandleAsync(actor, new RequestQuery(RequestState.All, Most: 1_000), None),
                list => list.Lines.Single(line => line.Number == number).ApplicantName is null));
        tries["DraftLetter.HandleAsync"] = c => WithAsync(
            c, RequestKind.Information, confirmed: true, async (actor, number) => Outcome.Of(
                await c.Get<DraftLetter>().HandleAsync(actor, new LetterDraftCommand(number) { Matter = RequestKind.Information, Text = "So." }, None)));
        tries["ReadStandingConsents.HandleAsync"] = c => WithAsync(
            c, RequestKind.Withdrawal, confirmed: true, async (actor, number) => Outcome.Of(await c.Get<ReadStandingConsents>().HandleAsync(actor, number, None)));
        tries["RequestFiles.AddAsync"] = c => WithAsync(
            c, RequestKind.Disclosure, confirmed: false, async (actor, number) => Outcome.Of(
                await c.Get<RequestFiles>().AddAsync(actor, new AddDocumentsCommand(number, c.Desk.Clock.Now, [File()]), None)));
        tries["RequestFiles.OpenAsync"] = async c =>
        {
            var number = (await c.Desk.RegisterAsync(c.Desk.Asked(c.Subject) with { Documents = [File()] })).Value;
            return async actor => Outcome.Of(await c.Get<RequestFiles>().OpenAsync(actor, number, 1, None));
        };
        tries["ConfirmIdentity.HandleAsync"] = c => WithAsync(
            c, RequestKind.Disclosure, confirmed: false, async (actor, number) => Outcome.Of(await c.Desk.ConfirmAsync(number, actor)));
        tries["ReceiveEvidence.HandleAsync"] = c => WithAsync(
            c, RequestKind.Correction, confirmed: true, async (actor, number) => Outcome.Of(await c.Desk.EvidenceAsync(number, actor: actor)));
        tries["DecideMatter.HandleAsync(GrantCommand)"] = c => WithAsync(
            c, RequestKind.Withdrawal, confirmed: true, async (actor, number) => Outcome.Of(await c.Desk.GrantAsync(number, RequestKind.Withdrawal, actor)));
        tries["DecideMatter.HandleAsync(RefuseCommand)"] = c => WithAsync(
            c, RequestKind.Disclosure, confirmed: false, async (actor, number) => Outcome.Of(await c.Desk.RefuseAsync(number, actor)));
        tries["AnswerRequest.HandleAsync"] = c => WithAsync(
            c, RequestKind.Information, confirmed: true, async (actor, number) => Outcome.Of(await c.Desk.AnswerAsync(number, actor: actor)));
        tries["NotifyApplicant.HandleAsync"] = c => WithAsync(
            c,
            RequestKind.Information,
            confirmed: true,
            async (actor, number) => Outcome.Of(await c.Desk.TellAsync(number, actor: actor)),
            async number => Assert.True((await c.Desk.AnswerAsync(number)).IsDone));
        tries["CloseRequest.HandleAsync"] = c => WithAsync(
            c,
            RequestKind.Information,
            confirmed: true,
            async (actor, number) => Outcome.Of(await c.Desk.CloseAsync(number, actor)),
            async number =>
            {
                Assert.True((await c.Desk.AnswerAsync(number)).IsDone);
                Assert.True((await c.Desk.TellAsync(number)).IsDone);
            });
        tries["MendRequest.HandleAsync"] = c => WithAsync(
            c,
            RequestKind.Disclosure,
            confirmed: false,
            async (actor, number) => Outcome.Of(await c.Desk.MendAsync(number, actor: actor)),
            async number =>
            {
                Assert.True((await c.Desk.RefuseAsync(number)).IsDone);
                Assert.True((await c.Desk.TellAsync(number)).IsDone);
            });
        tries["FollowWithdrawal.HandleAsync"] = c => WithAsync(
            c,
            RequestKind.Withdrawal,
            confirmed: true,
            async (actor, number) => Outcome.Of(
                await c.Get<FollowWithdrawal>().HandleAsync(actor, new FollowWithdrawalCommand(number, await c.VersionAsync(number), []), None)),
            async number => Assert.True((await c.Desk.GrantAsync(number, RequestKind.Withdrawal)).IsDone));
        tries["BlockOnComplaint.BlockAsync"] = c => WithAsync(
            c, RequestKind.Complaint, confirmed: true, async (actor, number) => Outcome.Of(await c.Desk.BlockOnComplaintAsync(number, actor)));
        tries["BlockOnComplaint.ReleaseAsync"] = c => WithAsync(
            c,
            RequestKind.Complaint,
            confirmed: true,
            async (actor, number) => Outcome.Of(await c.Desk.ReleaseAsync(number, actor)),
            async number =>
            {
                Assert.True((await c.Desk.BlockOnComplaintAsync(number)).IsDone);
                Assert.True((await c.Desk.RefuseAsync(number, matter: RequestKind.Complaint, ground: RefusalGround.NotConfirmed)).IsDone);
            });
        tries["StopProcessing.HandleAsync"] = c => WithAsync(
            c,
            RequestKind.Complaint,
            confirmed: true,
            async (actor, number) => Outcome.Of(await c.Desk.StopAsync(number, actor: actor)),
            async number =>
            {
                Assert.True((await c.Desk.BlockOnComplaintAsync(number)).IsDone);
                Assert.True((await c.Desk.GrantAsync(number, RequestKind.Complaint)).IsDone);
            });
        tries["RenewAuthority.HandleAsync"] = async c =>
        {
            var asked = c.Desk.Asked(c.Subject) with
            {
                Applicant = ApplicantKind.Representative,
                RepresentativeName = "Nurlan Ospanov",
                Authority = "Power 11",
                AuthorityUntil = AlmatyZone.DayOf(c.Desk.Clock.Now),
                AuthorityCheck = AuthorityCheck.Original,
            };
            var number = (await c.Desk.RegisterAsync(asked)).Value;
            c.Desk.Clock.Advance(Duration.FromDays(2));
            return async actor => Outcome.Of(await c.Get<RenewAuthority>().HandleAsync(
                actor, new RenewAuthorityCommand(number, await c.VersionAsync(number), "Power 12", Until: null, AuthorityCheck.Original), None));
        };
        tries["AssignDuty.HandleAsync"] = async c =>
        {
            var duty = await c.Desk.OweAsync(c.Subject);
            foreach (var actor in Actors.All)
            {
                await c.Desk.SignInAsync(actor);
            }

            return async actor => Outcome.Of(await c.Get<AssignDuty>().HandleAsync(actor, new AssignDutyCommand(duty, From: null, actor.Id), None));
        };
        tries["AssignRequest.HandleAsync"] = c => WithAsync(
            c,
            RequestKind.Information,
            confirmed: true,
            async (actor, number) => Outcome.Of(await c.Get<AssignRequest>().HandleAsync(actor, new AssignRequestCommand(number, From: null, actor.Id), None)));
        tries["ReadDutyStory.ReadAsync"] = async c =>
        {
            var duty = await c.Desk.OweAsync(c.Subject);
            return async actor => Outcome.Of(await c.Get<IDutyStories>().ReadAsync(actor, duty, None));
        };
    }

    private static void AddReports(Dictionary<string, UseCase> tries)
    {
        foreach (var (suffix, applicant) in new[] { ("", ApplicantKind.Subject), (" authority", ApplicantKind.AuthorisedBody) })
        {
            tries["PrepareReport.HandleAsync" + suffix] = async c =>
            {
                var number = await AskedByAsync(c, applicant);
                return async actor => Outcome.Of(await c.Desk.PrepareAsync(number, actor));
            };
            tries["OpenReport.DownloadAsync" + suffix] = async c =>
            {
                var number = await ApprovedAsync(c, applicant);
                return async actor => Outcome.Of(await c.Get<OpenReport>().DownloadAsync(actor, number, 1, None));
            };
            tries["OpenReport.PreviewAsync" + suffix] = async c =>
            {
                var number = await ApprovedAsync(c, applicant);
                return async actor => Outcome.Of(await c.Get<OpenReport>().PreviewAsync(actor, number, 1, None));
            };
            tries["HandOverReport.HandleAsync" + suffix] = async c =>
            {
                var number = await ApprovedAsync(c, applicant);
                return async actor => Outcome.Of(await c.Desk.HandOverAsync(number, actor: actor));
            };
        }

        tries["ApproveReport.HandleAsync"] = async c =>
        {
            var number = await c.Desk.PreparedAsync(c.Subject);
            return async actor => Outcome.Of(await c.Desk.ApproveAsync(number, actor: actor));
        };
    }

    private static void AddNotices(Dictionary<string, UseCase> tries)
    {
        tries["ReadNotice.HandleAsync"] = c => QueuedAsync(c, Channel.Post, async (actor, id, _) => Outcome.Of(
            await c.Get<ReadNotice>().HandleAsync(actor, id, None), view => view.Standing == ContentStanding.Closed));
        tries["OpenNoticeFile.LetterAsync"] = c => QueuedAsync(
            c, Channel.Post, async (actor, id, _) => Outcome.Of(await c.Get<OpenNoticeFile>().LetterAsync(actor, id, None)));
        tries["OpenNoticeFile.EnclosureAsync"] = c => QueuedAsync(
            c, Channel.Post, async (actor, id, _) => Outcome.Of(await c.Get<OpenNoticeFile>().EnclosureAsync(actor, id, None)));
        tries["MarkPosted.HandleAsync"] = c => QueuedAsync(c, Channel.Post, async (actor, id, version) => Outcome.Of(
            await c.Get<MarkPosted>().HandleAsync(actor, new MarkPostedCommand(id, version, c.Desk.Clock.Now), None)));
        tries["TakeBackNotice.HandleAsync"] = c => QueuedAsync(
            c, Channel.Post, async (actor, id, version) => Outcome.Of(await c.Get<TakeBackNotice>().HandleAsync(actor, id, version, None)));
        tries["ResendNotice.HandleAsync"] = c => QueuedAsync(
            c,
            Channel.Email,
            async (actor, id, version) => Outcome.Of(
                await c.Get<ResendNotice>().HandleAsync(actor, new ResendNoticeCommand(id, version, "b@example.kz"), None)),
            row => (row.State, row.Attempts, row.Failure, row.NextAttemptAt) = (NoticeState.Failed, 1, NoticeFailures.RecipientRefused, null));
        tries["AcknowledgeNotice.HandleAsync"] = c => QueuedAsync(
            c,
            Channel.Email,
            async (actor, id, version) => Outcome.Of(
                await c.Get<AcknowledgeNotice>().HandleAsync(actor, new AcknowledgeNoticeCommand(id, version, c.Desk.Clock.Now), None)),
            row => (row.State, row.SentAt, row.NextAttemptAt) = (NoticeState.Sent, c.Desk.Clock.Now, null));
    }

    private static DocumentUpload File() => new(DocumentKind.Application, "letter.pdf", Pdf);

    private static async Task<Attempt> WithAsync(
        Case c, RequestKind kind, bool confirmed, Func<Actor, RequestNumber, Task<Outcome>> attempt, Func<RequestNumber, Task>? further = null)
    {
        var number = confirmed ? await c.ConfirmedAsync(kind) : await c.RegisteredAsync(kind);
        if (further is not null)
        {
            await further(number);
        }

        return actor => attempt(actor, number);
    }

    private static async Task<Attempt> QueuedAsync(
        Case c, Channel channel, Func<Actor, long, int, Task<Outcome>> attempt, Action<NoticeRow>? then = null)
    {
        var (id, version) = await c.Matrix.QueueAsync(c.Subject, channel, then);
        return actor => attempt(actor, id, version);
    }

    private static async Task<RequestNumber> AskedByAsync(Case c, ApplicantKind applicant)
    {
        var number = (await c.Desk.RegisterAsync(c.Desk.Asked(c.Subject) with { Applicant = applicant })).Value;
        Assert.True((await c.Desk.ConfirmAsync(number)).IsDone);
        return number;
    }

    private static async Task<RequestNumber> ApprovedAsync(Case c, ApplicantKind applicant)
    {
        var number = await AskedByAsync(c, applicant);
        Assert.True((await c.Desk.PrepareAsync(number)).IsDone);
        Assert.True((await c.Desk.ApproveAsync(number)).IsDone);
        return number;
    }
}
