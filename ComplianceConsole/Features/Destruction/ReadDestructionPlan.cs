using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>One ground with its clock.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="Duty">The clock of the duty; null where the duty has ended or never ran.</param>
public sealed record PlannedGround(DestructionGround Ground, DutyReading? Duty);

/// <summary>What a destruction would take, and what speaks for and against it.</summary>
public sealed record DestructionPlan
{
    /// <summary>Whose data.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>Since when it is blocked; null where it is not. Then the block has to be released for destruction.</summary>
    public Instant? BlockedSince { get; init; }

    /// <summary>On what it can be destroyed; none forbids it.</summary>
    public required IReadOnlyList<PlannedGround> Grounds { get; init; }

    /// <summary>The duties to destroy that wait for a decision on the evidence.</summary>
    public required IReadOnlyList<DutyReading> Undecided { get; init; }

    /// <summary>Every open request about the subject: one that is not the ground itself forbids it.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<RequestNumber>> Forbidding { get; init; }

    /// <summary>The codes of the fields that hold a value.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>How many changes of the profile, with their evidence.</summary>
    public int Changes { get; init; }

    /// <summary>How many events of consents, with their proofs.</summary>
    public int Consents { get; init; }

    /// <summary>How many documents of requests.</summary>
    public int Documents { get; init; }

    /// <summary>How many reports.</summary>
    public int Reports { get; init; }

    /// <summary>How many records of transfers.</summary>
    public int Transfers { get; init; }

    /// <summary>The third parties that will be told, by name.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Whether an e-mail address is held at which the person can be told.</summary>
    public bool CanTell { get; init; }

    /// <summary>The language of the request that came last; null where none is known.</summary>
    public string? Language { get; init; }

    /// <summary>What forbids it on a ground.</summary>
    public IReadOnlyList<RequestNumber> ForbiddingOn(DestructionGround ground) =>
        Forbidding.GetValueOrDefault(ground.Request?.ToString() ?? "") ?? [];
}

/// <summary>Reads what a destruction would take; nothing is changed. Policy 9.4, 9.7, 9.8.</summary>
public sealed class ReadDestructionPlan(Operation operation, RegisterReader registers)
{
    /// <summary>Reads it.</summary>
    /// <returns>It; or <see cref="RecordDestroyed"/>, <see cref="DestructionUnderWay"/>, <see cref="NotFound"/>.</returns>
    public async Task<Result<DestructionPlan>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<DestructionPlan>(
            actor,
            Right.DestroySubject,
            "destruction.plan",
            async (scope, ct) =>
            {
                if (!DestructionCase.Find(scope, subject).TryGet(out var row, out var refusal)
                    || !scope.Open(row, Uses.PlanDestruction).TryGet(out var record, out refusal))
                {
                    return refusal;
                }

                var stands = await DestructionCase.ReadAsync(scope, row, ct);
                var readings = stands.Duties.ToDictionary(duty => duty.Id, duty => duty.Read(calendar, scope.Now));
                var named = stands.Grounds.Select(ground => ground.DutyId).OfType<long>().ToHashSet();
                return (await CountAsync(scope.Db, subject.Number, ct)) with
                {
                    Subject = subject,
                    BlockedSince = row.State == SubjectState.Blocked ? row.BlockedAt : null,
                    Grounds = [.. stands.Grounds.Select(ground => new PlannedGround(ground, ground.DutyId is { } id ? readings[id] : null))],
                    Undecided = [.. stands.Duties.Where(duty => !named.Contains(duty.Id)).Select(duty => readings[duty.Id])],
                    Forbidding = stands.Grounds
                        .Select(ground => ground.Request)
                        .Append(null)
                        .Distinct()
                        .ToDictionary(own => own?.ToString() ?? "", stands.Forbidding, StringComparer.Ordinal),
                    Fields = [.. DestructionCase.FieldsOf(record.Held)],
                    CanTell = !string.IsNullOrEmpty(record.Held[FieldCode.Email]),
                    Language = stands.Language,
                };
            },
            cancellation);
    }

    private static async Task<DestructionPlan> CountAsync(Storage.RecordsContext db, long subject, CancellationToken cancellation) =>
        new()
        {
            Subject = new SubjectId(subject),
            Grounds = [],
            Undecided = [],
            Forbidding = new Dictionary<string, IReadOnlyList<RequestNumber>>(StringComparer.Ordinal),
            Fields = [],
            Changes = await db.ProfileChanges.CountAsync(row => row.SubjectId == subject, cancellation),
            Consents = await db.ConsentEvents.CountAsync(row => row.SubjectId == subject, cancellation),
            Documents = await db.RequestDocuments.CountAsync(row => row.SubjectId == subject, cancellation),
            Reports = await db.Reports.CountAsync(
                report => db.Requests.Any(request => request.Id == report.RequestId && request.SubjectId == subject), cancellation),
            Transfers = await db.Transfers.CountAsync(row => row.SubjectId == subject, cancellation),
            Recipients = await db.Transfers
                .Where(row => row.SubjectId == subject)
                .Join(db.Recipients, transfer => transfer.RecipientId, recipient => recipient.Id, (_, recipient) => recipient.Name)
                .Distinct()
                .OrderBy(name => name)
                .ToListAsync(cancellation),
        };
}
