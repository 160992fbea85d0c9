using System.Text;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Bulk;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Features.Destruction.Lifting;
using ComplianceConsole.Features.Destruction.Terms;
using ComplianceConsole.Features.Subjects.Access;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.Blocking.Selection;
using ComplianceConsole.Features.Subjects.History;
using ComplianceConsole.Features.Subjects.Page;
using ComplianceConsole.Features.Subjects.Search;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.ThirdParties;
using ComplianceConsole.Tests.Intake;
using NodaTime;

namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>How each row about a subject is tried: what it needs is made while the record is active, then the record enters the state.</summary>
internal static partial class MatrixTable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 x");

    private static Dictionary<string, UseCase> Tries()
    {
        var tries = new Dictionary<string, UseCase>(StringComparer.Ordinal);
        AddSubjects(tries);
        AddBlocks(tries);
        AddConsents(tries);
        AddDestruction(tries);
        AddRequests(tries);
        AddReports(tries);
        AddNotices(tries);
        AddFree(tries);
        return tries;
    }

    private static void AddSubjects(Dictionary<string, UseCase> tries)
    {
        tries["SearchSubjects.HandleAsync"] = c => Now(async actor =>
        {
            var found = await c.Get<SearchSubjects>().HandleAsync(actor, new SubjectSearch(c.Subject.ToString(), SubjectFilters.None), None);
            return found.TryGet(out var page, out _) && page.Subjects.Count == 0
                ? new Outcome('0', "")
                : Outcome.Of(found, one => one.Subjects.All(row => row.Open is null));
        });
        tries["ReadSubject.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadSubject>().HandleAsync(actor, c.Subject, None)));
        tries["ReadHistory.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadHistory>().HandleAsync(actor, c.Subject, None)));
        tries["ReadAccess.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadAccess>().HandleAsync(actor, c.Subject, before: null, None)));
        tries["ReadTransfers.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadTransfers>().HandleAsync(actor, c.Subject, None)));
        tries["RecordTransfer.HandleAsync"] = c => Now(async actor => Outcome.Of(
            await c.Get<RecordTransfer>().HandleAsync(actor, c.Matrix.Stores.Transfer(c.Subject, c.Matrix.Recipient), None)));
        tries["StartTransfer.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<StartTransfer>().HandleAsync(actor, c.Subject, None)));
        tries["ReadEvidenceFile.HandleAsync"] = async c =>
        {
            Assert.True((await CorrectAsync(c, Actors.Dpo, "Serikova")).IsDone);
            var history = (await c.Get<ReadHistory>().HandleAsync(Actors.Dpo, c.Subject, None)).Value;
            var sequence = history.OfType<ValuesChanged>().First(one => one.HasFile).Sequence;
            return async actor => Outcome.Of(await c.Get<ReadEvidenceFile>().HandleAsync(actor, c.Subject, sequence, None));
        };
        tries["StartCorrection.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<StartCorrection>().HandleAsync(actor, c.Subject, None)));
        tries["CorrectSubject.HandleAsync"] = c => Now(async actor => Outcome.Of(await CorrectAsync(c, actor, "Serikova")));
        tries["ImportSubjects.RunAsync"] = c => Now(actor => ImportAsync(c, actor, dryRun: false));
        tries["ImportSubjects.RunAsync dry"] = c => Now(actor => ImportAsync(c, actor, dryRun: true));
    }

    private static void AddBlocks(Dictionary<string, UseCase> tries)
    {
        tries["BlockSubject.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<BlockSubject>().HandleAsync(actor, c.Subject, None)));
        tries["UndoBlock.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<UndoBlock>().HandleAsync(actor, c.Subject, None)));
        tries["GiveBlockReason.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<GiveBlockReason>().HandleAsync(actor, c.Subject, "A letter", None)));
        tries["UnblockSubject.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<UnblockSubject>().HandleAsync(actor, c.Subject, "Not so", None)));
        tries["BlockSelection.HandleAsync"] = c => Now(async actor =>
        {
            var result = await c.Get<BlockSelection>().HandleAsync(actor, [c.Subject], "A list", progress: null, None);
            return result.TryGet(out var made, out _) && made.Blocked.Count == 0 ? new Outcome('o', "passed over") : Outcome.Of(result);
        });
        tries["UndoSelection.HandleAsync"] = async c =>
        {
            var set = (await c.Get<BlockSelection>().HandleAsync(Actors.Staff, [c.Subject], "A list", progress: null, None)).Value;
            return async actor => Outcome.Of(await c.Get<UndoSelection>().HandleAsync(actor, set.Blocked, progress: null, None));
        };
    }

    private static void AddConsents(Dictionary<string, UseCase> tries)
    {
        tries["ReadConsents.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadConsents>().HandleAsync(actor, c.Subject, None)));
        foreach (var (name, use) in new[] { ("withdraw", Uses.Withdraw), ("extend", Uses.Extend), ("achieve", Uses.AchievePurpose) })
        {
            tries["StartConsentChange.HandleAsync " + name] = c =>
                Now(async actor => Outcome.Of(await c.Get<StartConsentChange>().HandleAsync(actor, c.Subject, use, None)));
        }

        tries["WithdrawConsent.PreviewAsync"] = c => Now(async actor => Outcome.Of(await c.Get<WithdrawConsent>().PreviewAsync(actor, Withdrawal(c), None)));
        tries["WithdrawConsent.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<WithdrawConsent>().HandleAsync(actor, Withdrawal(c), None)));
        tries["ExtendConsent.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ExtendConsent>().HandleAsync(
            actor,
            new ExtensionForm
            {
                Subject = c.Subject,
                Mark = int.MaxValue,
                Act = ConsentAct.Registration,
                Until = new LocalDate(2027, 12, 31),
                Channel = Channel.Email,
                ReceivedAt = c.Desk.Clock.Now,
                Document = "Letter 1",
            },
            None)));
        tries["PlanAchievement.HandleAsync"] = c => Now(async actor =>
        {
            var plan = await c.Get<PlanAchievement>().HandleAsync(actor, [c.Subject], None);
            return plan.TryGet(out var read, out _) && read.Covered.Count == 0
                ? new Outcome(read.Closed.TryGetValue(c.Subject, out var state) && BlockRules.IsBlocked(state) ? 'B' : '0', "")
                : Outcome.Of(plan);
        });
        tries["AchievePurposes.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<AchievePurposes>().HandleAsync(
            actor,
            new AchievementForm { Subjects = [c.Subject], Purposes = ["3.2.1"], AchievedAt = c.Desk.Clock.Now, Reason = "Done" },
            None)));
        tries["IssueConsentReceipt.PdfAsync"] = c => Now(async actor => Outcome.Of(await c.Get<IssueConsentReceipt>().PdfAsync(actor, c.Subject, "en", None)));
        foreach (var (name, applicant) in new[] { ("asked", ApplicantKind.Subject), ("authority", ApplicantKind.AuthorisedBody) })
        {
            tries["IssueConsentReceipt.PdfAsync " + name] = async c =>
            {
                await AskedByAsync(c, applicant);
                return async actor => Outcome.Of(await c.Get<IssueConsentReceipt>().PdfAsync(actor, c.Subject, "en", None));
            };
        }

        tries["IssueConsentReceipt.JsonAsync"] = c => Now(async actor => Outcome.Of(await c.Get<IssueConsentReceipt>().JsonAsync(actor, c.Subject, "en", None)));
    }

    private static void AddDestruction(Dictionary<string, UseCase> tries)
    {
        tries["ReadDestructionPlan.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadDestructionPlan>().HandleAsync(actor, c.Subject, None)));
        tries["ReadTombstone.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<ReadTombstone>().HandleAsync(actor, c.Subject, None)));
        tries["LiftTombstone.Read"] = c => Now(actor => Task.FromResult(Outcome.Of(c.Get<LiftTombstone>().Read(actor, c.Subject))));
        tries["LiftTombstone.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<LiftTombstone>().HandleAsync(actor, c.Subject, None)));
        tries["IssueDestructionAct.HandleAsync"] = c => Now(async actor => Outcome.Of(await c.Get<IssueDestructionAct>().HandleAsync(actor, c.Subject, "en", None)));
        foreach (var releases in new[] { false, true })
        {
            var suffix = releases ? " releasing" : "";
            tries["DestroySubject.HandleAsync" + suffix] = c => OwedAsync(
                c, async (actor, _) => Outcome.Of(await c.Get<DestroySubject>().HandleAsync(actor, Destroying(c, releases), None)));
            tries["ProposeDestruction.HandleAsync" + suffix] = c => OwedAsync(
                c, async (actor, _) => Outcome.Of(await c.Get<ProposeDestruction>().HandleAsync(actor, Destroying(c, releases), None)));
            tries["DestroyMany.HandleAsync" + suffix] = c => OwedAsync(c, async (actor, duty) =>
            {
                var command = new DestroyManyCommand([new SelectedDestruction(c.Subject, "9.7", duty)], "1", IsGateChecked: true) { ReleasesBlocks = releases };
                var result = await c.Get<DestroyMany>().HandleAsync(actor, command, progress: null, None);
                return OfOne(result);
            });
        }

        tries["Depersonalise.HandleAsync"] = c => OwedAsync(c, async (actor, _) => Outcome.Of(
            await c.Get<Depersonalise>().HandleAsync(actor, new DepersonaliseCommand([c.Subject], "1", IsGateChecked: true), None)));
        tries["PreviewDepersonalisation.HandleAsync"] = c => Now(
            async actor => Outcome.Of(await c.Get<PreviewDepersonalisation>().HandleAsync(actor, [c.Subject], None)));
        tries["ProposeDepersonalisation.HandleAsync"] = c => OwedAsync(c, async (actor, _) => Outcome.Of(
            await c.Get<ProposeDepersonalisation>().HandleAsync(actor, new DepersonaliseCommand([c.Subject], "1", IsGateChecked: true), None)));
        tries["AnswerGroup.ApproveAsync"] = c => GroupedAsync(c, async (actor, group) => Outcome.Of(
            await c.Get<AnswerGroup>().ApproveAsync(Another(actor), new ApproveGroupCommand(group, "1", IsGateChecked: true), None)));
        tries["AnswerGroup.RejectAsync"] = c => GroupedAsync(
            c, async (actor, group) => Outcome.Of(await c.Get<AnswerGroup>().RejectAsync(Another(actor), group, "Not now", None)));
        tries["AnswerGroup.WithdrawAsync"] = c => GroupedAsync(
            c, async (actor, group) => Outcome.Of(await c.Get<AnswerGroup>().WithdrawAsync(actor, group, "A mistake", None)));
        tries["AnswerMany.ApproveAsync"] = c => ProposedAsync(c, async (actor, number) => OfOne(await c.Get<AnswerMany>().ApproveAsync(
            Another(actor), new ApproveManyCommand([new SelectedProposal(c.Subject, number, "9.7")], "1", IsGateChecked: true), progress: null, None)));
        tries["AnswerMany.RejectAsync"] = c => ProposedAsync(c, async (actor, number) => OfOne(await c.Get<AnswerMany>().RejectAsync(
            Another(actor), [new SelectedProposal(c.Subject, number, "9.7")], "Not now", progress: null, None)));
        tries["AnswerProposal.ApproveAsync"] = c => ProposedAsync(c, async (actor, number) => Outcome.Of(
            await c.Get<AnswerProposal>().ApproveAsync(Another(actor), new ApproveProposalCommand(c.Subject, number, c.Subject.ToString(), IsGateChecked: true), None)));
        tries["AnswerProposal.RejectAsync"] = c => ProposedAsync(
            c, async (actor, number) => Outcome.Of(await c.Get<AnswerProposal>().RejectAsync(Another(actor), c.Subject, number, "Not now", None)));
        tries["AnswerProposal.WithdrawAsync"] = c => ProposedAsync(
            c, async (actor, number) => Outcome.Of(await c.Get<AnswerProposal>().WithdrawAsync(actor, c.Subject, number, "A mistake", None)));
        tries["KeepHolds.SetAsync"] = c => Now(async actor => Outcome.Of(await c.Get<KeepHolds>().SetAsync(actor, c.Subject, Hold, None)));
        tries["KeepHolds.LiftAsync"] = async c =>
        {
            // A hold keeps the record from every state but the block.
            var isSet = c.State is SubjectState.Active or SubjectState.Blocked
                && (await c.Get<KeepHolds>().SetAsync(Actors.Dpo, c.Subject, Hold, None)).IsDone;
            return async actor => Outcome.Of(await c.Get<KeepHolds>().LiftAsync(actor, c.Subject, isSet ? 1 : 2, None));
        };
        tries["ExtendHold.HandleAsync"] = async c =>
        {
            var isSet = c.State is SubjectState.Active or SubjectState.Blocked
                && (await c.Get<KeepHolds>().SetAsync(Actors.Dpo, c.Subject, Hold, None)).IsDone;
            return async actor => Outcome.Of(await c.Get<ExtendHold>().HandleAsync(actor, c.Subject, isSet ? 1 : 2, Later(c), None));
        };
        tries["ExtendCopy.HandleAsync"] = async c =>
        {
            var number = (await c.Get<KeepCopies>().NoteAsync(Actors.Dpo, c.Subject, Copy, None)).Value;
            return async actor => Outcome.Of(await c.Get<ExtendCopy>().HandleAsync(actor, c.Subject, number, Later(c), None));
        };
        tries["ReadCopies.HandleAsync"] = async c =>
        {
            Assert.True((await c.Get<KeepCopies>().NoteAsync(Actors.Dpo, c.Subject, Copy, None)).IsDone);
            return async actor => Outcome.Of(
                await c.Get<ReadCopies>().HandleAsync(actor, c.Subject, None), list => list.Copies.All(copy => copy.Details is null));
        };
        tries["KeepCopies.NoteAsync"] = c => Now(async actor => Outcome.Of(await c.Get<KeepCopies>().NoteAsync(actor, c.Subject, Copy, None)));
        tries["KeepCopies.RewriteAsync"] = async c =>
        {
            var number = (await c.Get<KeepCopies>().NoteAsync(Actors.Dpo, c.Subject, Copy, None)).Value;
            return async actor => Outcome.Of(await c.Get<KeepCopies>().RewriteAsync(actor, c.Subject, number, Copy, None));
        };
        tries["KeepCopies.TickOffAsync"] = async c =>
        {
            var number = (await c.Get<KeepCopies>().NoteAsync(Actors.Dpo, c.Subject, Copy, None)).Value;
            return async actor => Outcome.Of(await c.Get<KeepCopies>().TickOffAsync(actor, c.Subject, number, CopyDisposal.Shredded, None));
        };
    }

    private static HoldForm Hold => new() { Kind = HoldKind.Obligation, Basis = "Contract 1" };

    private static CopyForm Copy => new() { Kind = CopyKind.PaperFile, What = "Form", Place = "Safe", Keeper = "Archive" };

    private static LocalDate Later(Case c) => AlmatyZone.DayOf(c.Desk.Clock.Now).PlusMonths(1);

    private static Task<Attempt> Now(Attempt attempt) => Task.FromResult(attempt);

    // Whoever proposed does not approve: somebody of the same role does.
    private static Actor Another(Actor actor) => actor with { Id = actor.Id + "-other" };

    private static async Task<Attempt> OwedAsync(Case c, Func<Actor, long, Task<Outcome>> attempt)
    {
        var duty = await c.Desk.OweAsync(c.Subject);
        return actor => attempt(actor, duty);
    }

    private static async Task<Attempt> ProposedAsync(Case c, Func<Actor, int, Task<Outcome>> attempt)
    {
        await c.Desk.OweAsync(c.Subject);
        var number = (await c.Get<ProposeDestruction>().HandleAsync(Actors.Dpo, Destroying(c, releases: true), None)).Value;
        return actor => attempt(actor, number);
    }

    private static async Task<Attempt> GroupedAsync(Case c, Func<Actor, long, Task<Outcome>> attempt)
    {
        await c.Desk.OweAsync(c.Subject);
        var group = (await c.Get<ProposeDepersonalisation>().HandleAsync(
            Actors.Dpo, new DepersonaliseCommand([c.Subject], "1", IsGateChecked: true), None)).Value;
        return actor => attempt(actor, group);
    }

    private static Outcome OfOne(Result<SelectionOutcome> result) =>
        result.TryGet(out var made, out _) && made.Outcomes.Single().Refusal is { } refusal ? Outcome.Of(refusal) : Outcome.Of(result);

    private static DestroyCommand Destroying(Case c, bool releases) => DestructionDesk.Command(c.Subject) with { ReleasesBlock = releases };

    private static WithdrawalForm Withdrawal(Case c) =>
        new()
        {
            Subject = c.Subject,
            Mark = int.MaxValue,
            Extent = WithdrawalExtent.Whole,
            Channel = Channel.Email,
            ReceivedAt = c.Desk.Clock.Now,
            IdentityCheck = IdentityCheck.KnownAddress,
            Document = "Letter 2",
            ReplyBy = Channel.Email,
            ReplyTo = "a@example.kz",
            Language = "en",
        };

    private static Task<Result<CorrectionMade>> CorrectAsync(Case c, Actor actor, string name) =>
        c.Get<CorrectSubject>().HandleAsync(
            actor,
            new CorrectionForm
            {
                Subject = c.Subject,
                Mark = int.MaxValue,
                Field = FieldCode.LastName,
                Value = name,
                Kind = EvidenceKind.IdentityDocument,
                Reference = "Passport",
                Word = WordOf.Subject,
                ReceivedAt = c.Desk.Clock.Now,
                File = new EvidenceAttachment("id.pdf", Pdf),
            },
            None);

    private static async Task<Outcome> ImportAsync(Case c, Actor actor, bool dryRun)
    {
        var row = Imports.Row(c.ExternalId, ("post", "Director"), ("email", c.ExternalId + "@example.kz"));
        var imported = await Imports.ImportAsync(c.Matrix.Stores, Imports.File(row), actor, dryRun);
        return imported.Answer.IsDone && imported.Result.Rejected == 1
            ? new Outcome(
                imported.Notes[0].Reason switch
                {
                    RowReason.Blocked => 'B',
                    RowReason.Destroyed or RowReason.DestroyedBefore or RowReason.DepersonalisedBefore => 'D',
                    _ => 'o',
                },
                imported.Notes[0].ToString())
            : Outcome.Of(imported.Answer);
    }
}
