using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using NodaTime;

namespace ComplianceConsole.Features.Audit.Reading;

/// <summary>An entry of the ledger as an auditor reads it: numbers and codes, its details closed. Policy 7.1.</summary>
/// <param name="Index">Its place.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">The identity of who acted.</param>
/// <param name="Who">The name colleagues knew then, or the identity of a program.</param>
/// <param name="Roles">The roles held then.</param>
/// <param name="Action">The action in the policy's words; null for a word this console does not know.</param>
/// <param name="Operation">The use case.</param>
/// <param name="Subjects">The subjects concerned, in the order shown then.</param>
/// <param name="Purpose">The purpose's code, or <see cref="Uses.Law"/>.</param>
/// <param name="Clause">The clause it was done under.</param>
/// <param name="Request">The request in whose course it was done.</param>
/// <param name="Outcome">Done or refused.</param>
/// <param name="Digest">The digest of its sealed details; null where it has none.</param>
public sealed record LedgerItem(
    long Index,
    Instant At,
    string ActorId,
    string Who,
    Role Roles,
    ProcessingAction? Action,
    string Operation,
    IReadOnlyList<SubjectId> Subjects,
    string? Purpose,
    string? Clause,
    RequestNumber? Request,
    LedgerOutcome Outcome,
    Hash256? Digest)
{
    /// <summary>An entry with the number of its request, where it has one.</summary>
    internal static LedgerItem Of(LedgerEntry entry, IReadOnlyDictionary<long, RequestNumber> requests) =>
        new(
            entry.Index,
            entry.At,
            entry.ActorId,
            entry.ActorName ?? entry.ActorId,
            entry.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(Role.None, (roles, code) => roles | RoleCodes.Parse(code)),
            ActionOf(entry.Action),
            entry.Operation,
            [.. entry.Subjects.Select(number => new SubjectId(number))],
            entry.Purpose,
            entry.Clause,
            entry.RequestId is { } request && requests.TryGetValue(request, out var number) ? number : null,
            entry.Outcome,
            entry.Digest);

    private static ProcessingAction? ActionOf(string code) =>
        Enum.GetValues<ProcessingAction>()
            .Where(action => string.Equals(action.Code(), code, StringComparison.Ordinal))
            .Select(action => (ProcessingAction?)action)
            .FirstOrDefault();
}
