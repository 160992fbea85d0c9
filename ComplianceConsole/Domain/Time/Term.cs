using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ComplianceConsole.Domain.Time;

/// <summary>
/// A length of time as the policy and the law write it: so many calendar days, working days or months. Written <c>15d</c>, <c>1wd</c>,
/// <c>6m</c>.
/// </summary>
public sealed record Term
{
    /// <summary>The longest term in days, calendar or working: a hundred years.</summary>
    public const int MaxDays = 36_525;

    /// <summary>The longest term in months: a hundred years.</summary>
    public const int MaxMonths = 1_200;

    private Term(int count, TermUnit unit) => (Count, Unit) = (count, unit);

    /// <summary>How many units, at least 1.</summary>
    public int Count { get; }

    /// <summary>The unit of <see cref="Count"/>.</summary>
    public TermUnit Unit { get; }

    /// <summary>A term of calendar days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to <see cref="MaxDays"/>.</exception>
    public static Term Days(int count) => Of(count, TermUnit.CalendarDays);

    /// <summary>A term of working days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to <see cref="MaxDays"/>.</exception>
    public static Term WorkingDays(int count) => Of(count, TermUnit.WorkingDays);

    /// <summary>A term of months.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to <see cref="MaxMonths"/>.</exception>
    public static Term Months(int count) => Of(count, TermUnit.Months);

    /// <summary>Makes a term of a count and a unit that come from outside.</summary>
    public static bool TryCreate(long count, TermUnit unit, [NotNullWhen(true)] out Term? term, out TermProblem problem)
    {
        problem = count < 1 ? TermProblem.NotPositive : count > MaxOf(unit) ? TermProblem.TooLong : TermProblem.None;
        term = problem == TermProblem.None ? new Term((int)count, unit) : null;
        return term is not null;
    }

    /// <summary>Reads <c>15d</c>, <c>1wd</c> or <c>6m</c>; case and outer white space do not matter.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Term? term, out TermProblem problem)
    {
        term = null;
        problem = TermProblem.NotATerm;
        var written = text.AsSpan().Trim();
        var number = written.TrimEnd("dwmDWM");
        var isNegative = number.StartsWith('-');
        var digits = isNegative ? number[1..] : number;
        if (UnitOf(written[number.Length..]) is not { } unit || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        // What does not even fit is too long, or, below zero, no length at all.
        var count = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : long.MaxValue;
        return TryCreate(isNegative ? -count : count, unit, out term, out problem);
    }

    /// <summary>The short form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}{SuffixOf(Unit)}");

    private static Term Of(int count, TermUnit unit) =>
        TryCreate(count, unit, out var term, out _)
            ? term
            : throw new ArgumentOutOfRangeException(nameof(count), count, $"A term is between 1 and {MaxOf(unit)} of its unit.");

    private static int MaxOf(TermUnit unit) => unit == TermUnit.Months ? MaxMonths : MaxDays;

    private static TermUnit? UnitOf(ReadOnlySpan<char> suffix) =>
        suffix.Equals("d", StringComparison.OrdinalIgnoreCase) ? TermUnit.CalendarDays
        : suffix.Equals("wd", StringComparison.OrdinalIgnoreCase) ? TermUnit.WorkingDays
        : suffix.Equals("m", StringComparison.OrdinalIgnoreCase) ? TermUnit.Months
        : null;

    private static string SuffixOf(TermUnit unit) => unit switch
    {
        TermUnit.CalendarDays => "d",
        TermUnit.WorkingDays => "wd",
        TermUnit.Months => "m",
    };
}
