using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Copies;

/// <summary>A copy outside the console.</summary>
public sealed record CopyView
{
    /// <summary>Its number within the subject.</summary>
    public required int Number { get; init; }

    /// <summary>What carries it.</summary>
    public required CopyKind Kind { get; init; }

    /// <summary>What it is, where it lies and who keeps it; null once it is destroyed, and for who does not keep the register.</summary>
    public CopyDetails? Details { get; init; }

    /// <summary>Whether what is written of it names the person, so that it has to be written anew before the data is destroyed.</summary>
    public bool NamesPerson { get; init; }

    /// <summary>The last day it is to be kept.</summary>
    public LocalDate? KeepUntil { get; init; }

    /// <summary>Whether that day has passed and it lies there still.</summary>
    public bool IsOver { get; init; }

    /// <summary>When it was noted.</summary>
    public required Instant NotedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string NotedBy { get; init; }

    /// <summary>When it was destroyed by hand; null while it lies somewhere.</summary>
    public Instant? DestroyedAt { get; init; }

    /// <summary>How.</summary>
    public CopyDisposal? Disposal { get; init; }

    /// <summary>By whom.</summary>
    public string? DestroyedBy { get; init; }
}

/// <summary>The copies of a subject's data outside the console.</summary>
/// <param name="Copies">In the order in which they were noted.</param>
/// <param name="IsCompared">Whether their texts can be compared with what is held; where nothing is held any more a person alone can tell.</param>
public sealed record CopyList(IReadOnlyList<CopyView> Copies, bool IsCompared);

/// <summary>
/// Reads the copies of a subject's data outside the console, also when the data itself is gone. What people wrote of a copy is shown to who keeps
/// the register alone. Policy 6.3.
/// </summary>
public sealed class ReadCopies(Operation operation)
{
    /// <summary>Reads them.</summary>
    /// <returns>Them; or <see cref="NotFound"/>.</returns>
    public Task<Result<CopyList>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ReadAsync<CopyList>(
            actor,
            Right.ReadDestructions,
            "copy.list",
            async (scope, ct) =>
            {
                if (scope.Find(subject) is not { } row)
                {
                    return new NotFound("Subject");
                }

                scope.Record(ProcessingAction.Administration, "6.3", subject);
                var words = actor.May(Right.KeepCopies) ? await scope.WordsOfAsync(row, ct) : null;
                var copies = await ReadAsync(scope, subject, ct);
                return new CopyList(
                    [.. copies.Select(copy => copy with { NamesPerson = copy.Details is { } details && words?.AreIn(details) == true })],
                    words is not null);
            },
            cancellation);

    /// <summary>The copies of a subject in the order in which they were noted.</summary>
    internal static async Task<IReadOnlyList<CopyView>> ReadAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var rows = await scope.Db.TangibleCopies.AsNoTracking()
            .Where(row => row.SubjectId == subject.Number)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => Of(scope, row));
    }

    private static CopyView Of(OperationScope scope, TangibleCopyRow row) =>
        new()
        {
            Number = row.Number,
            Kind = row.Kind,
            Details = scope.Actor.May(Right.KeepCopies) ? scope.OpenCopy(row) : null,
            KeepUntil = row.KeepUntil,
            IsOver = row.DestroyedAt is null && row.KeepUntil < AlmatyZone.DayOf(scope.Now),
            NotedAt = row.NotedAt,
            NotedBy = row.NotedByName,
            DestroyedAt = row.DestroyedAt,
            Disposal = row.Disposal,
            DestroyedBy = row.DestroyedByName,
        };
}
