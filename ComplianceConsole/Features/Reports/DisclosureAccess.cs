using System.Collections.Immutable;
using System.Globalization;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Ledger;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Features.Reports;

/// <summary>Says who looked at a subject's data: one line a day for the same role doing the same thing. Policy 7.1.</summary>
internal sealed class DisclosureAccess(DisclosureWords words, CultureInfo language, bool isNamed)
{
    private readonly Dictionary<string, ProcessingAction> _actions =
        Enum.GetValues<ProcessingAction>().ToDictionary(action => action.Code(), StringComparer.Ordinal);

    /// <summary>The lines, the first look first. Refused attempts saw nothing and are left out.</summary>
    public ImmutableArray<AccessEntry> Of(IEnumerable<LedgerEntry> entries) =>
    [
        .. entries
            .Where(entry => entry.Outcome == LedgerOutcome.Done)
            .GroupBy(entry => (Day: AlmatyZone.DayOf(entry.At), Who: Who(entry), entry.Action, entry.Purpose, entry.Clause))
            .Select(group => Line(group.First(), group.Key.Who, group.Count())),
    ];

    private AccessEntry Line(LedgerEntry entry, string who, int times)
    {
        var action = _actions.TryGetValue(entry.Action, out var known) ? EnumText.Of(known, language) : entry.Action;
        var purpose = words.Purpose(entry.Purpose ?? Uses.Law);
        return new AccessEntry(
            entry.At,
            who,
            times == 1 ? action : DisclosureText.Get(language, "Repeated", action, times),
            entry.Clause is { } clause ? DisclosureText.Get(language, "UnderClause", purpose, clause) : purpose);
    }

    private string Who(LedgerEntry entry)
    {
        var roles = entry.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(Role.None, (held, code) => held | RoleCodes.Parse(code));
        var role = roles == Role.None ? DisclosureText.Get(language, "TheConsole") : EnumText.Of(roles, language);
        return isNamed && roles != Role.None && entry.ActorName is { } name ? DisclosureText.Get(language, "Named", role, name) : role;
    }
}
