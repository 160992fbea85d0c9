using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Storage.Duties;

/// <summary>Calendars and terms as they stand in the records.</summary>
public static class DutyRecords
{
    // How a version says that a duty is owed at once.
    private const string AtOnce = "at-once";

    /// <summary>What clocks are counted by now. Inside a change, in its transaction, so that no calendar can change meanwhile.</summary>
    /// <exception cref="StoreException">A row cannot be read.</exception>
    public static async Task<DutyRules> ReadDutyRulesAsync(this RecordsContext db, CancellationToken cancellation)
    {
        var years = await db.CalendarYears.AsNoTracking().ToListAsync(cancellation);
        var versions = await db.PolicyVersions.AsNoTracking()
            .Select(version => new { version.Code, version.PostedAt })
            .ToListAsync(cancellation);
        var terms = (await db.DutyTerms.AsNoTracking().ToListAsync(cancellation)).ToLookup(row => row.PolicyVersion, StringComparer.Ordinal);
        var book = versions.Select(version =>
            new PolicyDuties(version.Code, version.PostedAt, DutyCatalogue.OfThePolicy.With(terms[version.Code].Select(ToTerm))));
        return new DutyRules(years.ToCalendar(), new DutyBook(book));
    }

    /// <summary>The calendar of stored years; years that were never touched stay as they came with the product.</summary>
    /// <exception cref="StoreException">A stored year is damaged.</exception>
    public static WorkingCalendar ToCalendar(this IEnumerable<CalendarYearRow> years) =>
        years.Aggregate(
            WorkingCalendar.Kazakhstan,
            (calendar, year) =>
                CalendarYear.TryCreate(year.Year, year.Provisional, Days(year.DaysOff), Days(year.WorkingWeekends), out var known, out _)
                    ? calendar.With(known)
                    : throw new StoreException($"The stored calendar of {year.Year} is damaged. Enter that year again."));

    /// <summary>The rows of a version's terms; a duty that rests on the law alone has none.</summary>
    /// <param name="version">The version's code.</param>
    /// <param name="catalogue">What the version says.</param>
    public static IEnumerable<DutyTermRow> TermsOf(string version, DutyCatalogue catalogue) =>
        catalogue.Rules
            .Where(rule => rule.PolicyTerm is not null || rule.IsAtOnce)
            .Select(rule => new DutyTermRow
            {
                PolicyVersion = version,
                Kind = rule.Kind.Code(),
                Term = rule.PolicyTerm?.ToString() ?? AtOnce,
                Clauses = string.Join(',', rule.Clauses),
            });

    private static DutyTerm ToTerm(DutyTermRow row) =>
        DutyKindCodes.TryParse(row.Kind, out var kind) && TryRead(row.Term, kind, out var term) && Split(row.Clauses) is { Length: > 0 } clauses
            ? new DutyTerm(kind, term, [.. clauses])
            : throw new StoreException($"The records hold a term that cannot be read, '{row.Kind}' of '{row.PolicyVersion}'.");

    private static bool TryRead(string written, DutyKind kind, out Term? term)
    {
        term = null;
        return string.Equals(written, AtOnce, StringComparison.Ordinal)
            ? DutyCatalogue.OfThePolicy[kind].LawTerm is not null
            : Term.TryParse(written, out term, out _);
    }

    private static IEnumerable<LocalDate> Days(string dates) =>
        Split(dates).Select(date => LocalDatePattern.Iso.Parse(date).Value);

    private static string[] Split(string codes) =>
        codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
