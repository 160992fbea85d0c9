using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Domain.Blocking;

/// <summary>When a block can be set, withdrawn and released. Policy 2.1(7).</summary>
public static class BlockRules
{
    /// <summary>How long who blocked a record may withdraw the block.</summary>
    public static readonly Duration UndoWindow = Duration.FromSeconds(60);

    /// <summary>How long who blocked a selection of records may withdraw all of its blocks at once: long enough to look through what it held.</summary>
    public static readonly Duration SelectionUndoWindow = Duration.FromMinutes(15);

    /// <summary>How many characters a reason may have.</summary>
    public const int LongestReason = 2_000;

    /// <summary>Whether the record stands under a block, also one released for destruction alone.</summary>
    public static bool IsBlocked(SubjectState state) => state is SubjectState.Blocked or SubjectState.ReleasedForDestruction;

    /// <summary>Whether nothing of the person is held any more, so that there is nothing to block.</summary>
    public static bool IsGone(SubjectState state) => state is SubjectState.Depersonalised or SubjectState.Destroyed;

    /// <summary>Whether the actor may withdraw the present block: the own one, and while <see cref="UndoWindow"/> lasts.</summary>
    public static bool MayUndo(Actor actor, string? blockedBy, Instant? blockedAt, Instant now) =>
        MayUndo(actor, blockedBy, blockedAt, now, UndoWindow);

    /// <summary>Whether the actor may withdraw the present block: the own one, and while the time given lasts.</summary>
    public static bool MayUndo(Actor actor, string? blockedBy, Instant? blockedAt, Instant now, Duration within) =>
        string.Equals(blockedBy, actor.Id, StringComparison.Ordinal) && blockedAt is { } at && now - at <= within;
}
