using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.ThirdParties;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Consents;

/// <summary>Consents that ended in a use case, and what followed.</summary>
/// <param name="Plan">What ended and what is left.</param>
/// <param name="Events">The events recorded.</param>
/// <param name="Destruction">The duty to destroy, where no purpose remains; null where the record is still held for one. Policy 9.7.</param>
/// <param name="Notices">What third parties are told.</param>
public sealed record ConsentEnded(ConsentEndPlan Plan, IReadOnlyList<ConsentEventRow> Events, DutyRow? Destruction, IReadOnlyList<NoticeRow> Notices);

/// <summary>
/// How a use case ends consents inside its operation: withdrawn, run out, or done with. Events are added and never changed; the state is
/// derived; a purpose that lost its cover is closed at the door from the commit on; where none is left the clock of destruction starts.
/// Policy 4.4, 4.5, 9.6, 9.7.
/// </summary>
public static class ScopeConsents
{
    /// <summary>
    /// Withdraws consent. The third parties that received data for a purpose that is lost are told. The caller ends the duty to answer and
    /// tells the subject.
    /// </summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="record">The subject's record, opened for <see cref="Uses.Withdraw"/> or another use of the law.</param>
    /// <param name="withdrawal">What is withdrawn.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What ended; or the refusals of <see cref="ConsentEndings.Withdraw"/>.</returns>
    public static async Task<Result<ConsentEnded>> WithdrawConsentAsync(
        this OperationScope scope, OpenRecord record, ConsentWithdrawal withdrawal, CancellationToken cancellation)
    {
        var plan = ConsentEndings.Withdraw(
            await scope.ReadConsentsAsync(record.Row.Id, cancellation),
            await scope.ReadPurposeGroundsAsync(cancellation),
            withdrawal,
            scope.Now);
        return plan.TryGet(out var decided, out var refusal)
            ? await scope.EndAsync(
                record.Row, decided, new Ending(withdrawal.At, withdrawal.Channel, withdrawal.Proof, "4.5", withdrawal.RequestId), cancellation)
            : refusal;
    }

    /// <summary>Records every term of a subject's consents that has run out, the first first. Policy 4.4.</summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="row">The subject's row, tracked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What ended; nothing where all that ran out is recorded already.</returns>
    public static async Task<IReadOnlyList<ConsentEnded>> ExpireConsentsAsync(
        this OperationScope scope, SubjectRow row, CancellationToken cancellation)
    {
        var register = await scope.ReadPurposeGroundsAsync(cancellation);
        var ended = new List<ConsentEnded>();
        while (ConsentEndings.Expire(await scope.ReadConsentsAsync(row.Id, cancellation), register, scope.Now) is { } expiry)
        {
            ended.Add(
                await scope.EndAsync(row, expiry.Plan, new Ending(expiry.At, Channel.Resource, Proof: "", "4.4", RequestId: null), cancellation));
        }

        return ended;
    }

    /// <summary>Records that purposes were achieved for a subject. Policy 9.7.</summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="row">The subject's row, tracked.</param>
    /// <param name="purposes">The codes of the purposes.</param>
    /// <param name="at">When they were achieved; the clock of destruction runs from here.</param>
    /// <param name="proof">What shows it; sealed with the event.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What ended; or the refusals of <see cref="ConsentEndings.Achieve"/>.</returns>
    public static async Task<Result<ConsentEnded>> AchievePurposesAsync(
        this OperationScope scope, SubjectRow row, IReadOnlyCollection<string> purposes, Instant at, string proof, CancellationToken cancellation)
    {
        var plan = ConsentEndings.Achieve(
            await scope.ReadConsentsAsync(row.Id, cancellation), await scope.ReadPurposeGroundsAsync(cancellation), purposes, scope.Now);
        return plan.TryGet(out var decided, out var refusal)
            ? await scope.EndAsync(row, decided, new Ending(at, Channel.Resource, proof, "9.7", RequestId: null), cancellation)
            : refusal;
    }

    /// <summary>
    /// Extends the consent of an act. Where a purpose is covered again for which the record is held, the destruction that was owed is owed
    /// no longer.
    /// </summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="record">The subject's record, opened for <see cref="Uses.Extend"/>.</param>
    /// <param name="extension">What is extended.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The event; or the refusals of <see cref="ConsentExtensions.Extend"/>.</returns>
    public static async Task<Result<ConsentEventRow>> ExtendConsentAsync(
        this OperationScope scope, OpenRecord record, ConsentExtension extension, CancellationToken cancellation)
    {
        var row = record.Row;
        if (!ConsentExtensions.Extend(await scope.ReadConsentsAsync(row.Id, cancellation), extension, scope.Now).TryGet(out var consent, out var refusal))
        {
            return refusal;
        }

        var added = scope.Add(row, consent);
        var events = await scope.ReadConsentsAsync(row.Id, cancellation);
        row.ConsentState = ConsentHistory.StateOf(events);
        scope.Changed(row);
        scope.Record(
            ProcessingAction.Recording, "4.4", record.Subject, new { events = (int[])[added.Sequence], extension.At, extension.Until }, extension.RequestId);
        if (PurposeCover.Of(events, await scope.ReadPurposeGroundsAsync(cancellation), AlmatyZone.DayOf(scope.Now)).HoldsRecord)
        {
            await scope.EndDutiesAsync(record.Subject, [DutyKind.DestroyAfterPurpose], scope.Now, cancellation);
        }

        return added;
    }

    private static async Task<ConsentEnded> EndAsync(
        this OperationScope scope, SubjectRow row, ConsentEndPlan plan, Ending ending, CancellationToken cancellation)
    {
        var events = plan.Endings.Select(one => scope.AddEvent(row, plan.Kind, one, ending)).ToList();
        row.ConsentState = plan.State;
        scope.Changed(row);
        var subject = new SubjectId(row.Id);
        scope.Record(
            ProcessingAction.Recording,
            ending.Clause,
            subject,
            new { events = events.ConvertAll(one => one.Sequence), plan.Lost, ending.At, plan.EndsRecord },
            ending.RequestId);
        var destruction = plan.EndsRecord
            ? (await scope.StartDutyOnceAsync(DutyKind.DestroyAfterPurpose, ending.At, subject, cancellation, ending.RequestId)).Duty
            : null;
        var notices = plan.Kind == ConsentEventKind.Withdrawn && plan.Lost.Count > 0
            ? await scope.NotifyRecipientsAsync(row, Told(plan, ending), cancellation)
            : [];
        return new ConsentEnded(plan, events, destruction, notices);
    }

    private static RecipientNotice Told(ConsentEndPlan plan, Ending ending) =>
        new() { Template = NoticeTemplates.RecipientWithdrawn, Clause = ending.Clause, Purposes = plan.Lost, RequestId = ending.RequestId };

    private static ConsentEventRow AddEvent(this OperationScope scope, SubjectRow row, ConsentEventKind kind, ConsentEnding ended, Ending ending)
    {
        var consent = new ConsentEvent(ending.At, ended.Act, kind, ended.PolicyVersion, ending.Channel, ended.Purposes, ending.Proof)
        {
            RequestId = ending.RequestId,
        };
        return scope.Add(row, consent);
    }

    private static ConsentEventRow Add(this OperationScope scope, SubjectRow row, ConsentEvent consent)
    {
        var sequence = row.NextSequence++;
        var added = consent.ToRow(
            row.Id, sequence, scope.Seal<ConsentEventRow, string>(row, sequence, nameof(ConsentEventRow.Proof), consent.Proof));
        scope.Db.ConsentEvents.Add(added);
        return added;
    }

    private sealed record Ending(Instant At, Channel Channel, string Proof, string Clause, long? RequestId);
}
