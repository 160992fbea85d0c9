namespace ComplianceConsole.Domain.Time;

/// <summary>Why a text or a count is no <see cref="Term"/>.</summary>
public enum TermProblem
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Not a whole number followed by <c>d</c>, <c>wd</c> or <c>m</c>.</summary>
    NotATerm,

    /// <summary>Zero or less: a term is at least one day or one month.</summary>
    NotPositive,

    /// <summary>Longer than <see cref="Term.MaxDays"/> or <see cref="Term.MaxMonths"/>.</summary>
    TooLong,
}
