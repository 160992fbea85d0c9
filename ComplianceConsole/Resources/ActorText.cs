using System.Globalization;

namespace ComplianceConsole.Resources;

/// <summary>How a person reads who acted: people by the name they had, programs by what they are for.</summary>
public static class ActorText
{
    private const string Job = "job:";

    private static readonly TextFamily s_programs = new(nameof(ActorText));

    /// <summary>Whether an identity is that of a job of the console.</summary>
    public static bool IsProgram(string actorId) => actorId.StartsWith(Job, StringComparison.Ordinal);

    /// <summary>The name to show, in the reader's language or in <paramref name="culture"/>.</summary>
    /// <param name="actorId">The identity as the ledger has it.</param>
    /// <param name="name">The name beside it there; the identity itself where there is none.</param>
    /// <param name="culture">The language; the reader's own when null.</param>
    public static string Of(string actorId, string? name, CultureInfo? culture = null) =>
        IsProgram(actorId)
            ? s_programs.Find(actorId[Job.Length..], culture) ?? s_programs.Find("job", culture) ?? actorId
            : name ?? actorId;

    /// <summary>The name to show where the name alone was kept: that of a program in words, that of a person as it is.</summary>
    public static string Named(string name, CultureInfo? culture = null) => s_programs.Find(name, culture) ?? name;
}
