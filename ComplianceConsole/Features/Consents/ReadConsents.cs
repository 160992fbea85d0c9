using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>A subject's consents: what happened, and when there was none. Policy 4.3-4.5.</summary>
/// <param name="State">How the consent of registration stands.</param>
/// <param name="Events">Every event, oldest first; the proof empty where the reader's role does not see it.</param>
/// <param name="Gaps">The stretches without consent, oldest first.</param>
/// <param name="Purposes">Titles of the purposes that the events name.</param>
/// <param name="ShowsProof">Whether the reader is shown the proof.</param>
public sealed record ConsentsView(
    ConsentState State,
    IReadOnlyList<ConsentEvent> Events,
    IReadOnlyList<ConsentGap> Gaps,
    IReadOnlyList<Purpose> Purposes,
    bool ShowsProof)
{
    /// <summary>Titles of the legal grounds by code.</summary>
    public required IReadOnlyDictionary<string, LocalText> Grounds { get; init; }

    /// <summary>How every purpose is covered today.</summary>
    public required PurposeCover Cover { get; init; }

    /// <summary>What the law wants and the consent of an act that stands lacks; an act that lacks nothing is not listed. Law 8(4).</summary>
    public required IReadOnlyList<ConsentGapInForm> Missing { get; init; }

    /// <summary>The acts that can be extended.</summary>
    public required IReadOnlyList<ConsentAct> Extendable { get; init; }

    /// <summary>Since when the record is blocked; null where it is not. Policy 2.1(7).</summary>
    public Instant? BlockedSince { get; init; }

    /// <summary>Whether a receipt can be issued: of a blocked record only as part of the answer to a request of the person's own.</summary>
    public bool MayIssueReceipt { get; init; } = true;

    /// <summary>The numbers of the requests that brought events, by the numbers of their keys.</summary>
    public IReadOnlyDictionary<long, RequestNumber> Requests { get; init; } = new Dictionary<long, RequestNumber>();
}

/// <summary>What the law wants and a consent lacks. Law 8(4).</summary>
/// <param name="Act">The act by which the consent was given.</param>
/// <param name="Missing">What it does not say.</param>
public sealed record ConsentGapInForm(ConsentAct Act, IReadOnlyList<ConsentContent> Missing);

/// <summary>Reads the history of a subject's consents. Policy 4.3.</summary>
public sealed class ReadConsents(Operation operation, RegisterReader registers)
{
    /// <summary>The history.</summary>
    /// <returns>It; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public async Task<Result<ConsentsView>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<ConsentsView>(
            actor,
            Right.ReadSubject,
            "subject.consents",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Read, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                var showsProof = record.Clearance == Clearance.Full;
                var rows = await scope.Db.ConsentEvents.AsNoTracking()
                    .Where(row => row.SubjectId == subject.Number)
                    .OrderBy(row => row.At)
                    .ThenBy(row => row.Sequence)
                    .ToListAsync(token);
                var events = rows
                    .Select(row => row.ToEvent(
                        showsProof ? record.Open<ConsentEventRow, string>(row.Sequence, nameof(ConsentEventRow.Proof), row.Proof) : ""))
                    .ToList();
                return View(record, events, snapshot, showsProof, scope.Now) with
                {
                    Requests = await RequestsAsync(scope, events, token),
                    BlockedSince = record.Row.BlockedAt,
                    MayIssueReceipt = record.Row.BlockedAt is null || await scope.OwnRequestAsync(subject, token) is not null,
                };
            },
            cancellation);
    }

    private static async Task<IReadOnlyDictionary<long, RequestNumber>> RequestsAsync(
        OperationScope scope, IEnumerable<ConsentEvent> events, CancellationToken cancellation)
    {
        var ids = events.Select(consent => consent.RequestId).OfType<long>().Distinct().ToArray();
        return ids.Length == 0
            ? new Dictionary<long, RequestNumber>()
            : await scope.Db.Requests
                .Where(request => ids.Contains(request.Id))
                .ToDictionaryAsync(request => request.Id, request => new RequestNumber(request.Year, request.Serial), cancellation);
    }

    private static ConsentsView View(
        OpenRecord record, IReadOnlyList<ConsentEvent> events, RegisterSnapshot registers, bool showsProof, Instant now)
    {
        var standing = ConsentStanding.Of(events);
        var parties = new ConsentParties(
            registers.Organisation is { } organisation && organisation.Name.En.Length > 0,
            registers.Organisation?.Bin is { Length: > 0 },
            record.Held[FieldCode.LastName] is { Length: > 0 } && record.Held[FieldCode.FirstName] is { Length: > 0 });
        var missing = standing.Acts
            .Select(act => new ConsentGapInForm(
                act, ConsentContents.MissingIn(ConsentStanding.InOrder(events).Last(consent => consent.Act == act && consent.Grants), parties)))
            .Where(act => act.Missing.Count > 0);
        return new ConsentsView(record.Row.ConsentState, events, ConsentHistory.GapsOf(events), registers.Purposes, showsProof)
        {
            Grounds = registers.Grounds,
            Cover = PurposeCover.Of(
                standing, registers.Purposes.Select(purpose => new PurposeGround(purpose.Code, purpose.Ground)), AlmatyZone.DayOf(now)),
            Missing = [.. missing],
            Extendable = [.. Enum.GetValues<ConsentAct>().Where(act => standing.ExtendableOf(act).Any(consent => consent.Until is not null))],
        };
    }
}
