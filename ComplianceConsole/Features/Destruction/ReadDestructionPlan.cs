using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>One ground with its clock.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="Duty">The clock of the duty; null where the duty has ended or never ran.</param>
public sealed record PlannedGround(DestructionGround Ground, DutyReading? Duty);

/// <summary>A reason for which data must be kept for now. Law 8(2).</summary>
/// <param name="Number">Its number within the subject.</param>
/// <param name="Kind">Why.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Until">The last day it is known to stand.</param>
/// <param name="SetAt">When it was set.</param>
/// <param name="SetBy">By whom.</param>
public sealed record HoldView(int Number, HoldKind Kind, string Basis, LocalDate? Until, Instant SetAt, string SetBy)
{
    /// <summary>Whether its last day has passed; it stands all the same until a person lifts it.</summary>
    public bool IsOver { get; init; }

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(HoldView);
}

/// <summary>A destruction that was proposed.</summary>
public sealed record ProposalView
{
    /// <summary>Its number within the subject.</summary>
    public required int Number { get; init; }

    /// <summary>What became of it.</summary>
    public required ProposalState State { get; init; }

    /// <summary>On what clause.</summary>
    public required string Clause { get; init; }

    /// <summary>The duty it would fulfil.</summary>
    public long? DutyId { get; init; }

    /// <summary>The number of the key of the request that asks for it.</summary>
    public long? RequestId { get; init; }

    /// <summary>Whether a block is to be released for it.</summary>
    public bool ReleasesBlock { get; init; }

    /// <summary>When it was proposed.</summary>
    public required Instant ProposedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The group that is to be depersonalised together with it; null where this record alone is to be destroyed.</summary>
    public long? Group { get; init; }

    /// <summary>Whether it was the reader's own.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Who rejected it or took it back.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(ProposalView);
}

/// <summary>A letter that waits and that a destruction takes back.</summary>
/// <param name="Notice">The number of the notice.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="Recipient">The third party it would go to; null where it would go to a person.</param>
/// <param name="QueuedAt">When it was written.</param>
public sealed record UnsentLetter(long Notice, string Template, string? Recipient, Instant QueuedAt);

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

    /// <summary>What is held: the codes of the fields, and how much else.</summary>
    public required DestructionFacts Held { get; init; }

    /// <summary>The copies of the keyring that will have to confirm, by the folders that hold them.</summary>
    public required IReadOnlyList<string> Keyrings { get; init; }

    /// <summary>The reasons for which the data must be kept for now; one forbids it. Law 8(2).</summary>
    public required IReadOnlyList<HoldView> Holds { get; init; }

    /// <summary>The copies outside the console whose text names the person; one forbids it. Policy 6.3.</summary>
    public IReadOnlyList<int> NamingCopies { get; init; } = [];

    /// <summary>Whether a second person has to approve.</summary>
    public bool NeedsSecond { get; init; }

    /// <summary>The proposal that waits, or the last that was rejected or taken back; null where there is none.</summary>
    public ProposalView? Proposal { get; init; }

    /// <summary>The third parties that will be told, by name.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The letters that wait and will not go out: the destruction takes them back.</summary>
    public IReadOnlyList<UnsentLetter> Unsent { get; init; } = [];

    /// <summary>Whether an e-mail address is held at which the person can be told.</summary>
    public bool CanTell { get; init; }

    /// <summary>The language of the request that came last; null where none is known.</summary>
    public string? Language { get; init; }

    /// <summary>What forbids it on a ground.</summary>
    public IReadOnlyList<RequestNumber> ForbiddingOn(DestructionGround ground) =>
        Forbidding.GetValueOrDefault(ground.Request?.ToString() ?? "") ?? [];
}

/// <summary>Reads what a destruction would take; nothing is changed. Policy 9.4, 9.7, 9.8.</summary>
public sealed class ReadDestructionPlan(
    Operation operation, RegisterReader registers, IEnumerable<ILiveKeyring> keyrings, DestructionSettings settings)
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
                return new DestructionPlan
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
                    Held = await DestructionDecision.CountAsync(scope, row, ct),
                    Keyrings = CopyNames.Short(keyrings.Select(keyring => keyring.Name)),
                    Holds = await HoldsAsync(scope, subject, ct),
                    NamingCopies = stands.NamingCopies,
                    NeedsSecond = settings.SecondApproval,
                    Proposal = await ProposalAsync(scope, subject, ct),
                    Recipients = await RecipientsAsync(scope, subject, ct),
                    Unsent = await UnsentAsync(scope, subject, ct),
                    CanTell = !string.IsNullOrEmpty(record.Held[FieldCode.Email]),
                    Language = stands.Language,
                };
            },
            cancellation);
    }

    private async Task<ProposalView?> ProposalAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var row = await scope.Db.DestructionProposals.AsNoTracking()
            .Where(one => one.SubjectId == subject.Number)
            .OrderByDescending(one => one.Number)
            .FirstOrDefaultAsync(cancellation);
        return row is null || row.State == ProposalState.Approved || (row.State == ProposalState.Waiting && !settings.SecondApproval)
            ? null
            : new ProposalView
            {
                Number = row.Number,
                State = row.State,
                Clause = row.Clause,
                DutyId = row.DutyId,
                RequestId = row.RequestId,
                ReleasesBlock = row.ReleasesBlock,
                Group = row.GroupId,
                ProposedAt = row.ProposedAt,
                ProposedBy = row.ProposedByName,
                IsOwn = string.Equals(row.ProposedById, scope.Actor.Id, StringComparison.Ordinal),
                EndedBy = row.EndedByName,
                Reason = scope.OpenReason(row),
            };
    }

    private static async Task<IReadOnlyList<HoldView>> HoldsAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var rows = await scope.Db.LegalHolds.AsNoTracking()
            .Where(one => one.SubjectId == subject.Number && one.LiftedAt == null)
            .OrderBy(one => one.Number)
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new HoldView(row.Number, row.Kind, scope.OpenBasis(row), row.Until, row.SetAt, row.SetByName) { IsOver = row.Until < AlmatyZone.DayOf(scope.Now) });
    }

    private static async Task<IReadOnlyList<UnsentLetter>> UnsentAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation) =>
        await scope.Db.UnsentLettersAbout(subject)
            .Select(row => new UnsentLetter(
                row.Id,
                row.Template,
                scope.Db.Recipients.Where(recipient => recipient.Id == row.RecipientId).Select(recipient => recipient.Name).FirstOrDefault(),
                row.QueuedAt))
            .ToListAsync(cancellation);

    private static async Task<IReadOnlyList<string>> RecipientsAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation) =>
        await scope.Db.Transfers
            .Where(row => row.SubjectId == subject.Number)
            .Join(scope.Db.Recipients, transfer => transfer.RecipientId, recipient => recipient.Id, (_, recipient) => recipient.Name)
            .Distinct()
            .OrderBy(name => name)
            .ToListAsync(cancellation);
}
