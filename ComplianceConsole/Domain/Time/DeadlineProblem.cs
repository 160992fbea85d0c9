namespace ComplianceConsole.Domain.Time;

/// <summary>Why no deadline can be computed.</summary>
public enum DeadlineProblem
{
    /// <summary>One can.</summary>
    None,

    /// <summary>The trigger lies before <see cref="Deadline.EarliestDay"/>.</summary>
    TriggerTooEarly,

    /// <summary>The trigger, or a day that the term runs over, lies after <see cref="Deadline.LatestDay"/>.</summary>
    TooLate,
}
