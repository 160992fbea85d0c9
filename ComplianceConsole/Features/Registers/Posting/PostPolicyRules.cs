using System.Globalization;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Features.Registers.SetUp;
using ComplianceConsole.Storage.Registers;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Registers.Posting;

/// <summary>What a new version of the policy may say. Policy 9, 10.2.</summary>
public static class PostPolicyRules
{
    /// <summary>A version cannot be announced for a later day than this many days from today.</summary>
    public const int MostDaysAhead = 366;

    /// <summary>The duties the policy speaks of; the others rest on the law alone, which is not an organisation's to change.</summary>
    public static IEnumerable<DutyRule> Speaking(DutyCatalogue catalogue) => catalogue.Rules.Where(rule => !rule.Clauses.IsEmpty);

    /// <summary>The name of the input of a duty's term: <c>TermCount-9.1</c>.</summary>
    public static string NameOf(string input, DutyKind kind) => $"{input}-{DutyCatalogue.OfThePolicy[kind].Clauses[0]}";

    /// <summary>Everything that is to be mended, in the order of the form.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="posted">The versions that stand.</param>
    /// <param name="today">Today in Almaty.</param>
    public static IReadOnlyList<InvalidInput> Check(PostPolicyCommand command, IReadOnlyList<PolicyVersion> posted, LocalDate today) =>
        [
            .. SetUpRules.CodeOf(command.Policy),
            .. posted.Any(version => string.Equals(version.Code, command.Policy.Code.Trim(), StringComparison.OrdinalIgnoreCase))
                ? (InvalidInput[])[new InvalidInput("PolicyCode", "VersionTaken")]
                : [],
            .. DayOf(command.Policy.Posted, posted, today),
            .. SetUpRules.TextsOf(command.Policy),
            .. TermsOf(command),
        ];

    /// <summary>The terms as the version sets them; only for what was checked.</summary>
    public static DutyCatalogue Read(PostPolicyCommand command) =>
        DutyCatalogue.OfThePolicy.With(command.Terms.Select(typed => new DutyTerm(KindOf(typed)!.Value, Read(typed), [.. Split(typed.Clauses)])));

    private static IEnumerable<InvalidInput> DayOf(string typed, IReadOnlyList<PolicyVersion> posted, LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            yield return new InvalidInput("PolicyPosted", "Required");
        }
        else if (!LocalDatePattern.Iso.Parse(typed).TryGetValue(default, out var day))
        {
            yield return new InvalidInput("PolicyPosted", "Date");
        }
        else if (posted.Count > 0 && AlmatyZone.DayOf(posted[^1].PostedAt).PlusDays(1) is var earliest && day < earliest)
        {
            yield return new InvalidInput("PolicyPosted", "TooEarly", earliest);
        }
        else if (Period.DaysBetween(today, day) > MostDaysAhead)
        {
            yield return new InvalidInput("PolicyPosted", "TooFarAhead", today.PlusDays(MostDaysAhead));
        }
    }

    private static IEnumerable<InvalidInput> TermsOf(PostPolicyCommand command)
    {
        var kinds = command.Terms.Select(KindOf).ToList();
        if (!kinds.OfType<DutyKind>().Order().SequenceEqual(Speaking(DutyCatalogue.OfThePolicy).Select(rule => rule.Kind)) || kinds.Contains(null))
        {
            return [new InvalidInput("Terms", "Unknown")];
        }

        var clauses = PolicyText.Clauses(command.Policy.TextEn).ToHashSet(StringComparer.Ordinal);
        return command.Terms.SelectMany(typed => Of(typed, KindOf(typed)!.Value, clauses));
    }

    private static IEnumerable<InvalidInput> Of(TermInput typed, DutyKind kind, HashSet<string> clauses)
    {
        var count = typed.Count.Trim();
        if (!Enum.TryParse<TermUnit>(typed.Unit, out var unit) || !Enum.IsDefined(unit))
        {
            yield return new InvalidInput(NameOf("TermUnit", kind), "Choose");
        }
        else if (count.Length == 0)
        {
            // Only where the law sets the last moment can the policy say "at once" and leave it at that.
            if (DutyCatalogue.OfThePolicy[kind].LawTerm is null)
            {
                yield return new InvalidInput(NameOf("TermCount", kind), "Required");
            }
        }
        else if (!long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            yield return new InvalidInput(NameOf("TermCount", kind), "Number");
        }
        else if (!Term.TryCreate(number, unit, out _, out _))
        {
            yield return new InvalidInput(NameOf("TermCount", kind), "TooLarge", unit == TermUnit.Months ? Term.MaxMonths : Term.MaxDays);
        }

        var cited = Split(typed.Clauses);
        if (cited.Length == 0)
        {
            yield return new InvalidInput(NameOf("TermClauses", kind), "Required");
        }
        else if (Array.Exists(cited, clause => !clauses.Contains(clause)))
        {
            yield return new InvalidInput(NameOf("TermClauses", kind), "NoSuchClause");
        }
    }

    private static DutyKind? KindOf(TermInput typed) => DutyKindCodes.TryParse(typed.Kind, out var kind) ? kind : null;

    private static Term? Read(TermInput typed) =>
        typed.Count.Trim() is { Length: > 0 } count
        && Term.TryCreate(long.Parse(count, CultureInfo.InvariantCulture), Enum.Parse<TermUnit>(typed.Unit), out var term, out _)
            ? term
            : null;

    private static string[] Split(string clauses) =>
        [.. clauses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
}
