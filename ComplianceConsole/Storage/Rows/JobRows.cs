using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>A run of a job, claimed by its row: who inserts it first runs it, so that two processes do not both.</summary>
public sealed class JobRunRow
{
    public required string Job { get; init; }

    /// <summary>The moment it was planned for.</summary>
    public Instant Slot { get; init; }

    /// <summary>The process that claimed it.</summary>
    public required string ClaimedBy { get; init; }
    public Instant StartedAt { get; init; }
    public Instant? EndedAt { get; set; }

    /// <summary>Whether it ended without an error; null while it runs.</summary>
    public bool? IsDone { get; set; }

    /// <summary>How many things it did.</summary>
    public int Count { get; set; }
}
