using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Administration;
using ComplianceConsole.Features.Administration.Jobs;
using ComplianceConsole.Features.Administration.Keys;
using ComplianceConsole.Features.Audit.Reading;
using ComplianceConsole.Features.Audit.Losses;
using ComplianceConsole.Features.Audit.Verification;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Features.Destruction.Terms;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Registers.Calendar;
using ComplianceConsole.Features.Registers.Posting;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Features.Registers.Responsible;
using ComplianceConsole.Features.Registers.SetUp;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Features.Today.Clock;
using ComplianceConsole.Features.Today.Jobs;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Features.ThirdParties;

namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>How the rows that concern no subject are tried: registers, the ledger, incidents, lists without values, settings.</summary>
internal static partial class MatrixTable
{
    private static void AddFree(Dictionary<string, UseCase> tries)
    {
        tries["ReadToday.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadToday>().HandleAsync(actor, DeskFilter.All, 50, None)));
        tries["ReadMonth.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadMonth>().HandleAsync(actor, month: null, None)));
        tries["AriseDuties.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<AriseDuties>().HandleAsync(actor, None)));
        tries["ConfirmClock.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ConfirmClock>().HandleAsync(actor, None)));
        tries["QueueDigest.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<QueueDigest>().HandleAsync(actor, c.Desk.Clock.Now, isReminder: false, None)));
        tries["ListReports.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ListReports>().HandleAsync(actor, 50, None)));
        tries["ReadDepersonalisable.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadDepersonalisable>().HandleAsync(actor, None)));
        tries["ReadStatistics.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadStatistics>().HandleAsync(actor, None)));
        tries["ReadDestructions.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadDestructions>().HandleAsync(actor, 50, None)));
        tries["ReadApprovals.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadApprovals>().HandleAsync(actor, None)));
        tries["ReadEndedTerms.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadEndedTerms>().HandleAsync(actor, 50, None)));
        tries["ListNotices.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ListNotices>().HandleAsync(actor, NoticeTab.Waiting, 50, None)));
        tries["ReadMailStatus.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadMailStatus>().HandleAsync(actor, None)));
        tries["ReadMailStatus.CountAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadMailStatus>().CountAsync(actor, None)));
        tries["ReadTemplate.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadTemplate>().HandleAsync(actor, NoticeTemplates.Answer, "en", ApplicantKind.Subject, None)));
        tries["ResendNotice.AllAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ResendNotice>().AllAsync(actor, None)));
        tries["SaveRecipient.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<SaveRecipient>().HandleAsync(actor, RecipientDesk.Courier, None)));
        tries["SaveRecipient.EndAsync"] = async c =>
        {
            var id = (await c.Get<SaveRecipient>().HandleAsync(Actors.Dpo, RecipientDesk.Courier, None)).Value;
            return async actor => Outcome.Of(await c.Get<SaveRecipient>().EndAsync(actor, id, 1, None));
        };
        tries["ReadRecipients.ListAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadRecipients>().ListAsync(actor, None)));
        tries["ReadRecipients.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadRecipients>().HandleAsync(actor, c.Matrix.Recipient, None)));
        tries["RegisterIncident.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<RegisterIncident>().HandleAsync(actor, Incident(c), None)));
        tries["ReadIncidents.ListAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadIncidents>().ListAsync(actor, None)));
        tries["ReadIncidents.HandleAsync"] = c => OfIncidentAsync(
            c, async (actor, number, _) => Outcome.Of(await c.Get<ReadIncidents>().HandleAsync(actor, number, None)));
        tries["CarryIncidentOn.AddMeasureAsync"] = c => OfIncidentAsync(
            c, async (actor, number, version) => Outcome.Of(await c.Get<CarryIncidentOn>().AddMeasureAsync(actor, number, version, "Locks changed", None)));
        tries["CarryIncidentOn.CloseAsync"] = c => OfIncidentAsync(
            c, async (actor, number, version) => Outcome.Of(await c.Get<CarryIncidentOn>().CloseAsync(actor, number, version, None)));
        tries["NotifyAuthority.HandleAsync"] = c => OfIncidentAsync(
            c,
            async (actor, number, version) => Outcome.Of(
                await c.Get<NotifyAuthority>().HandleAsync(actor, new NotifyAuthorityCommand(number, version, c.Desk.Clock.Now), None)),
            isBreach: true);
        tries["ReadRegisters.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadRegisters>().RunAsync(actor, None)));
        tries["ReadPolicyVersion.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadPolicyVersion>().RunAsync(actor, "2025-03", None)));
        tries["ChangePost.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ChangePost>().HandleAsync(actor, new ChangePostCommand("", "", ""), None)));
        tries["SetUpConsole.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<SetUpConsole>().RunAsync(actor, AnySetUp, None)));
        tries["ChangeCalendar.ReviewAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ChangeCalendar>().ReviewAsync(actor, new CalendarEdit("", []), None)));
        tries["ChangeCalendar.SaveAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ChangeCalendar>().SaveAsync(actor, new CalendarEdit("", []), "", None)));
        tries["ReadLedger.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadLedger>().RunAsync(actor, new LedgerFilter(), before: null, None)));
        tries["ReadEntry.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadEntry>().RunAsync(actor, 1, None)));
        tries["ProveEntry.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ProveEntry>().RunAsync(actor, 1, None)));
        tries["VerifyStores.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<VerifyStores>().RunAsync(actor, progress: null, None)));
        tries["ReadLosses.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadLosses>().HandleAsync(actor, None)));
        tries["ReadConsoleStatus.RunAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadConsoleStatus>().RunAsync(actor, None)));
        tries["IndexState.Read"] = c => Now(actor => Task.FromResult(Outcome.Of(c.Get<IndexState>().Read(actor))));
        tries["CopyStandings.Read"] = c => Now(actor => Task.FromResult(Outcome.Of(c.Get<CopyStandings>().Read(actor))));
        tries["CopyStandings.CountWaitingAsync"] = c => Now(async actor => Outcome.Of(await c.Get<CopyStandings>().CountWaitingAsync(actor, None)));
        tries["CopyStandings.Ask"] = c => Now(actor => Task.FromResult(Outcome.Of(c.Get<CopyStandings>().Ask(actor))));
        tries["CopyStandings.MakeAnewAsync"] = c => Now(async actor => Outcome.Of(await c.Get<CopyStandings>().MakeAnewAsync(actor, "/nowhere", None)));
        tries["RotateKeys.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<RotateKeys>().HandleAsync(actor, progress: null, None)));
        tries["PostPolicy.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<PostPolicy>().HandleAsync(actor, AnyPosting, None)));
        tries["ReadJobs.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadJobs>().HandleAsync(actor, None)));
    }

    private static SetUpCommand AnySetUp =>
        new(
            new OrganisationInput("", "", "", "", "", "", "", "", "", ""),
            new ResponsibleInput("", "", "", "", "", "", "", ""),
            [],
            [],
            new PolicyInput("", "", "", "", ""));

    private static PostPolicyCommand AnyPosting => new(new PolicyInput("", "", "", "", ""), []);

    private static IncidentForm Incident(Case c) =>
        new() { DetectedAt = c.Desk.Clock.Now, What = "A lost paper", Concerned = "Registered users", Measures = "Found again" };

    private static async Task<Attempt> OfIncidentAsync(Case c, Func<Actor, IncidentNumber, int, Task<Outcome>> attempt, bool isBreach = false)
    {
        var number = (await c.Get<RegisterIncident>().HandleAsync(Actors.Dpo, Incident(c) with { IsBreach = isBreach }, None)).Value;
        var version = (await c.Get<ReadIncidents>().HandleAsync(Actors.Dpo, number, None)).Value.Version;
        return actor => attempt(actor, number, version);
    }
}
