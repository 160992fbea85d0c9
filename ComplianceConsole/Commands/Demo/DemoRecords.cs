using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>What happens to the records of the demonstration beside requests: corrections, blocks, consents given again, some for a time, and withdrawn.</summary>
/// <param name="desk">The use cases.</param>
/// <param name="plan">What happens when.</param>
/// <param name="story">The words.</param>
/// <param name="next">The next subject to whom nothing has happened yet.</param>
public sealed class DemoRecords(DemoDesk desk, DemoPlan plan, DemoStory story, Func<DemoSubject> next)
{
    private static readonly Use Recording = new(ProcessingAction.Recording, Uses.Law, "4.4", Right.Maintain);

    private const string ConsentOperation = "demonstration.consent";
    private const string Version = "2025-03";

    private readonly DemoClock _clock = desk.Clock;

    /// <summary>Plans it all.</summary>
    public void Plan()
    {
        (int Days, int HoursTaken)[] corrections = [(330, 4), (262, 3), (190, 80), (141, 2), (97, 5), (63, 3), (34, 6), (16, 75), (8, 2), (3, 1)];
        for (var i = 0; i < corrections.Length; i++)
        {
            PlanCorrection(i, _clock.Ago(corrections[i].Days, 10), Duration.FromHours(corrections[i].HoursTaken));
        }

        int[] blocks = [205, 88, 47, 30, 21, 11, 6, 1];
        for (var i = 0; i < blocks.Length; i++)
        {
            PlanBlock(i, blocks[i]);
        }

        foreach (var days in (int[])[310, 228, 161, 92, 55, 24])
        {
            PlanConsent(_clock.Ago(days, 13), until: null);
        }

        new DemoWithdrawals(desk, plan, story, next).Plan();

        // Two consents with a last day: one runs out soon, one has run out.
        PlanConsent(_clock.Ago(350, 15), _clock.Today.PlusDays(9));
        PlanConsent(_clock.Ago(340, 15), _clock.Today.PlusDays(-4));
        new DemoPartners(desk, plan, story, next).Plan();
    }

    private void PlanCorrection(int index, Instant receivedAt, Duration taken)
    {
        var who = next();
        (string Field, string Value) change = (index % 3) switch
        {
            0 => (FieldCode.Post, story.Posts[(index + 3) % story.Posts.Count]),
            1 => (FieldCode.Phone, DemoSubjects.Phone(7_000_000 + index)),
            _ => (FieldCode.PlaceOfWork, story.Organisations[(index + 5) % story.Organisations.Count] + " (2)"),
        };
        plan.At(
            Instant.Min(receivedAt + taken, _clock.Present - Duration.FromMinutes(1)),
            "correction.make",
            async cancellation =>
            {
                var subject = desk.NumberOf(who);
                var start = (await desk.StartCorrection.HandleAsync(DemoDesk.Dpo, subject, cancellation)).Value;
                var form = new CorrectionForm
                {
                    Subject = subject,
                    Mark = start.Mark,
                    Field = change.Field,
                    Value = change.Value,
                    Kind = index % 2 == 0 ? EvidenceKind.IdentityDocument : EvidenceKind.Letter,
                    Reference = story.Evidence[index % story.Evidence.Count],
                    Word = index == 4 ? WordOf.AuthorisedBody : WordOf.Subject,
                    ReceivedAt = receivedAt,
                };
                _ = (await desk.Correct.HandleAsync(DemoDesk.Dpo, form, cancellation)).Value;
            });
    }

    private void PlanBlock(int index, int days)
    {
        var who = next();
        plan.At(
            _clock.Ago(days, 12),
            "subject.block",
            async cancellation =>
            {
                var subject = desk.NumberOf(who);
                await desk.Read.HandleAsync(DemoDesk.Staff, subject, cancellation);
                _ = (await desk.Block.HandleAsync(DemoDesk.Staff, subject, cancellation)).Value;
            });
        plan.At(
            _clock.Ago(days, 12, 2),
            "subject.block.reason",
            async cancellation =>
                _ = (await desk.GiveReason.HandleAsync(
                    DemoDesk.Staff, desk.NumberOf(who), story.BlockReasons[index % story.BlockReasons.Count], cancellation)).Value);
        if (index is 0 or 2)
        {
            plan.At(
                _clock.Ago(days - 3, 16),
                "subject.unblock",
                async cancellation =>
                    _ = (await desk.Unblock.HandleAsync(DemoDesk.Dpo, desk.NumberOf(who), story.UnblockReasons[0], cancellation)).Value);
        }
    }

    private void PlanConsent(Instant at, LocalDate? until)
    {
        var who = next();
        plan.At(at, ConsentOperation, async cancellation => _ = (await ConfirmAsync(desk.NumberOf(who), until, cancellation)).Value);
    }

    // A consent confirmed on the resource: there is no form for it here.
    private Task<Result<Done>> ConfirmAsync(SubjectId subject, LocalDate? until, CancellationToken cancellation) =>
        desk.Operation.ChangeAsync<Done>(
            Actor.Job("demonstration"),
            Right.Maintain,
            ConsentOperation,
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Recording, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                var row = record.Row;
                var sequence = row.NextSequence++;
                scope.Db.ConsentEvents.Add(
                    new ConsentEventRow
                    {
                        SubjectId = row.Id,
                        Sequence = sequence,
                        At = scope.Now,
                        Act = ConsentAct.Registration,
                        Kind = ConsentEventKind.Confirmed,
                        PolicyVersion = Version,
                        Channel = Channel.Resource,
                        Until = until,
                        Purposes = "3.2.1,3.2.2,3.2.3,3.2.5,3.2.6",
                        Proof = record.Seal<ConsentEventRow, string>(sequence, nameof(ConsentEventRow.Proof), story.ConsentProof),
                    });
                row.ConsentState = ConsentState.Given;
                row.PolicyVersion = Version;
                scope.Changed(row, record.Held);
                return default(Done);
            },
            cancellation);
}
