using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Corrections;

/// <summary>A correction that was made.</summary>
/// <param name="Field">The field that changed.</param>
/// <param name="Deadline">By when it was owed.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Warnings">What is worth telling of the new value.</param>
public sealed record CorrectionMade(string Field, Deadline Deadline, Instant MadeAt, FieldWarnings Warnings)
{
    /// <summary>Whether it was made in time.</summary>
    public bool IsOnTime => Deadline.IsMetAt(MadeAt);
}

/// <summary>
/// Corrects one field on evidence. The clock starts with the evidence and ends with the change, for a request when its applicant is told;
/// old and new value stay in the history, and third parties that received the old one are told. Policy 9.3, 9.5.
/// </summary>
public sealed class CorrectSubject(Operation operation, RegisterReader registers)
{
    /// <summary>Makes the correction.</summary>
    /// <returns>
    /// It; or <see cref="InvalidInputs"/>, <see cref="ChangedMeanwhile"/> where somebody changed the same field first,
    /// <see cref="IdentifierTaken"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>,
    /// <see cref="StepNotOpen"/> where the request named does not ask for it now.
    /// </returns>
    public async Task<Result<CorrectionMade>> HandleAsync(Actor actor, CorrectionForm form, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ChangeAsync<CorrectionMade>(
            actor,
            Right.CorrectSubject,
            "correction.make",
            (scope, token) => MakeAsync(scope, form, calendar, token),
            cancellation);
    }

    private static async Task<Result<CorrectionMade>> MakeAsync(
        OperationScope scope,
        CorrectionForm typed,
        WorkingCalendar calendar,
        CancellationToken cancellation)
    {
        RequestRow? request = null;
        if (typed.Request is { } number
            && !(await RequestedCorrection.FindAsync(scope, number, typed.Subject, cancellation)).TryGet(out request, out var unasked))
        {
            return unasked;
        }

        // A request stands on its own evidence, and its clock runs from there, whatever the form says.
        var form = request is null ? typed : typed.With(await RequestedCorrection.EvidenceAsync(scope, request, cancellation));
        var problems = form.Problems(scope.Now).ToList();
        if (problems.Count > 0 || form.Field is not { } field || form.ReceivedAt is not { } received)
        {
            return new InvalidInputs(problems);
        }

        if (!(await scope.OpenAsync(form.Subject, Uses.Correct, cancellation)).TryGet(out var record, out var refusal))
        {
            return refusal;
        }

        if (await WasChangedAsync(scope, record, field, form.Mark, cancellation))
        {
            return new ChangedMeanwhile(field);
        }

        var value = FieldRules.Read(field, form.Value);
        var old = record.Held[field];
        if (string.Equals(old, value.Value, StringComparison.Ordinal))
        {
            return new InvalidInputs([new InvalidInput(field, "Unchanged")]);
        }

        if (!MoveIdentifier(scope, record, field, old, value.Value))
        {
            return new IdentifierTaken(field);
        }

        var before = record.Held;
        Write(scope, record, form, new FieldChange(field, old, value.Value));
        await CorrectionNotices.QueueAsync(scope, record, before, field, request?.Id, cancellation);
        var duty = request is null
            ? await StartAsync(scope, record, received, cancellation)
            : request.Duties.First(owed => string.Equals(owed.Kind, DutyKind.Correct.Code(), StringComparison.Ordinal));
        if (request is not null)
        {
            await RequestedCorrection.WriteAsync(scope, request, form, field, record, cancellation);
        }

        return new CorrectionMade(field, duty.ToDuty(calendar).Leading, scope.Now, value.Warnings);
    }

    // Owed from the evidence and ended by the change itself: whether it was in time stays on record.
    private static async Task<DutyRow> StartAsync(
        OperationScope scope, OpenRecord record, Instant received, CancellationToken cancellation)
    {
        var duty = await scope.StartDutyAsync(DutyKind.Correct, received, cancellation, subjectId: record.Row.Id);
        scope.EndDuty(duty, scope.Now);
        return duty;
    }

    private static void Write(OperationScope scope, OpenRecord record, CorrectionForm form, FieldChange change)
    {
        var sequence = record.Row.NextSequence++;
        scope.Db.ProfileChanges.Add(
            new ProfileChangeRow
            {
                SubjectId = record.Row.Id,
                Sequence = sequence,
                At = scope.Now,
                Source = FieldSource.Correction,
                ActorId = scope.Actor.Id,
                ActorName = scope.Actor.Name,
                Details = record.Seal<ProfileChangeRow, ProfileChange>(
                    sequence, nameof(ProfileChangeRow.Details), new ProfileChange([change], form.ToEvidence())),
                EvidenceFile = form.File is { } file
                    ? record.SealFile<ProfileChangeRow>(sequence, nameof(ProfileChangeRow.EvidenceFile), file.Content)
                    : null,
            });
        record.Write(record.Held.With(change.Field, change.New, FieldSource.Correction, scope.Now));
        record.Entry.Details = new { field = change.Field, change = sequence, receivedAt = form.ReceivedAt };
        scope.Changed(record.Row, record.Held);
    }

    // Everything of a subject's history is numbered: what has a number from the form's mark on happened while it was filled in.
    private static async Task<bool> WasChangedAsync(
        OperationScope scope,
        OpenRecord record,
        string field,
        int mark,
        CancellationToken cancellation)
    {
        if (record.Row.NextSequence == mark)
        {
            return false;
        }

        var since = await scope.Db.ProfileChanges.AsNoTracking()
            .Where(row => row.SubjectId == record.Row.Id && row.Sequence >= mark)
            .Select(row => new { row.Sequence, row.Details })
            .ToListAsync(cancellation);
        return since.Exists(row =>
            record
                .Open<ProfileChangeRow, ProfileChange>(row.Sequence, nameof(ProfileChangeRow.Details), row.Details)
                .Changes.Any(change => string.Equals(change.Field, field, StringComparison.Ordinal)));
    }

    private static bool MoveIdentifier(OperationScope scope, OpenRecord record, string field, string? old, string? value) =>
        Identifiers.KindOf(field) is not { } kind
        || scope.MoveIdentifier(kind, Canonical(kind, old), Canonical(kind, value), record.Row.Id);

    private static string? Canonical(IdentifierKind kind, string? value) =>
        value is null ? null : Identifiers.Canonical(kind, value);
}
