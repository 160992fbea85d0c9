using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>Somebody who has signed in, to whom a duty can be given.</summary>
public sealed class ColleagueRow
{
    /// <summary>The provider's identity of the person.</summary>
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>Codes of the roles held when last seen, comma separated.</summary>
    public required string Roles { get; set; }
    public Instant LastSeenAt { get; set; }
}
