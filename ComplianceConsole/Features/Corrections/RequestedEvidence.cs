using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Features.Corrections;

/// <summary>The evidence that was taken in with a request for a correction. Policy 9.3, 9.5.</summary>
/// <param name="Request">The request.</param>
/// <param name="ReceivedAt">When it came: the clock runs from here.</param>
/// <param name="Note">What was noted of it; empty where nothing was.</param>
/// <param name="Files">The names of its files, which stay with the request.</param>
/// <param name="Word">On whose word; null where the organisation found it itself.</param>
public sealed record RequestedEvidence(
    RequestNumber Request, Instant? ReceivedAt, string Note, IReadOnlyList<string> Files, WordOf? Word)
{
    private const int MostOfNote = 180;

    /// <summary>How the history of the record names it: the request, and what was noted of it.</summary>
    public string Reference =>
        Note.Length == 0 ? Request.ToString() : $"{Request}: {(Note.Length > MostOfNote ? Note[..MostOfNote].TrimEnd() + "…" : Note)}";

    /// <summary>The request alone: what names a document cannot slip into a log.</summary>
    public override string ToString() => Request.ToString();
}
