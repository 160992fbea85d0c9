using NodaTime;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>A moment as it stands in a file.</summary>
internal static class StoredTime
{
    /// <summary>The moment of some ticks. A damaged number may be none at all: it is read as the first or the last there is, so that a verification can name its row.</summary>
    public static Instant Of(long ticks) =>
        Instant.FromUnixTimeTicks(Math.Clamp(ticks, Instant.MinValue.ToUnixTimeTicks(), Instant.MaxValue.ToUnixTimeTicks()));
}
