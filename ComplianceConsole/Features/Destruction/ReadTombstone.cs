using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>What is left of a subject: the proof that nothing is.</summary>
public sealed record Tombstone
{
    /// <summary>The number, never given again.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>On what clause.</summary>
    public required string Clause { get; init; }

    /// <summary>When it was decided.</summary>
    public required Instant DecidedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>Since when nothing can be restored; null while the destruction is not at its end.</summary>
    public Instant? DestroyedAt { get; init; }

    /// <summary>The step it waits at, while it does.</summary>
    public DestructionStep? Waits { get; init; }

    /// <summary>The request it came with.</summary>
    public RequestNumber? Request { get; init; }

    /// <summary>The last day of the term; null where the destruction had none.</summary>
    public LocalDate? DueDay { get; init; }

    /// <summary>Whether it was destroyed within the term.</summary>
    public bool IsOnTime { get; init; }

    /// <summary>The further clause it was owed under; null where one term ran. Policy 9.7, 9.8.</summary>
    public string? FurtherClause { get; init; }

    /// <summary>The last day of that term.</summary>
    public LocalDate? FurtherDueDay { get; init; }

    /// <summary>Whether it was destroyed within that term.</summary>
    public bool IsFurtherOnTime { get; init; }

    /// <summary>The third parties that were told or are being told.</summary>
    public IReadOnlyList<ToldParty> Parties { get; init; } = [];

    /// <summary>The number of the act; null while the data is not destroyed.</summary>
    public ActNumber? Act { get; init; }

    /// <summary>Who proposed it, where a second person approved.</summary>
    public string? ProposedBy { get; init; }

    /// <summary>The copies of the keyring that confirmed.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>With how many others it was depersonalised; null where no figures remain. Policy 2.1(11).</summary>
    public RemainsFacts? Remains { get; init; }

    /// <summary>The numbers of the letters about it that still wait to go out.</summary>
    public IReadOnlyList<long> LettersWaiting { get; init; } = [];

    /// <summary>Who let the external id in again; null where nobody did. Policy 4.2.1.</summary>
    public string? LiftedBy { get; init; }

    /// <summary>The ledger's entry that says "destroyed".</summary>
    public long? Entry { get; init; }
}

/// <summary>Reads what the number of a destroyed subject leads to. Policy 2.1(10).</summary>
public sealed class ReadTombstone(Operation operation, Destructions destructions)
{
    /// <summary>Reads it.</summary>
    /// <returns>It; or <see cref="NotFound"/> where no destruction of the subject was decided.</returns>
    public async Task<Result<Tombstone>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation)
    {
        var unfinished = actor.May(Right.ReadDestructions) ? await destructions.FindUnfinishedAsync(subject, cancellation) : null;
        return await operation.ReadAsync<Tombstone>(
            actor,
            Right.ReadDestructions,
            "destruction.read",
            async (scope, ct) =>
            {
                var row = await scope.Db.Destructions.AsNoTracking().SingleOrDefaultAsync(one => one.SubjectId == subject.Number, ct);
                if (row is null)
                {
                    return new NotFound("Subject");
                }

                scope.Record(ProcessingAction.Use, "2.1(10)", subject);
                var request = row.RequestId is { } id
                    ? await scope.Db.Requests.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct)
                    : null;
                var found = row.FactsOf();
                var letters = scope.Db.Notices.Where(notice => notice.SubjectId == subject.Number);
                return new Tombstone
                {
                    Subject = subject,
                    Clause = row.Clause,
                    DecidedAt = row.DecidedAt,
                    DecidedBy = row.ActorName,
                    DestroyedAt = row.DestroyedAt,
                    Waits = row.DestroyedAt is null ? unfinished?.Waits : null,
                    Request = request?.NumberOf() ?? (RequestNumber.TryParse(found.Request, out var noted) ? noted : null),
                    DueDay = found.DueDay,
                    IsOnTime = row.DestroyedAt < found.DueBefore,
                    FurtherClause = found.FurtherClause,
                    FurtherDueDay = found.FurtherDueDay,
                    IsFurtherOnTime = row.DestroyedAt < found.FurtherDueBefore,
                    LettersWaiting = await letters
                        .Where(notice => NoticeTemplates.OfDestruction.Contains(notice.Template))
                        .Where(notice => notice.State == NoticeState.Queued || notice.State == NoticeState.Failed)
                        .OrderBy(notice => notice.Id)
                        .Select(notice => notice.Id)
                        .ToListAsync(ct),
                    LiftedBy = await LiftedEntry.FindActorAsync(scope, subject, ct),
                    Entry = row.DestroyedAt is { } at ? (await DestroyedEntry.FindAsync(scope, subject, at, ct))?.Index : null,
                    Act = row.ActNumberOf(),
                    Remains = row.RemainsOf(),
                    ProposedBy = found.ProposedBy,
                    Confirmed = row.ActFactsOf().Copies,
                    Parties = await ToldParty.ReadAsync(scope, subject, ct),
                };
            },
            cancellation);
    }
}
