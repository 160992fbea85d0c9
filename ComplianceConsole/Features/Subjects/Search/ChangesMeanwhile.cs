using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>
/// Keeps what was committed while an answer was on its way, so that an answer older than a block does not show what the block has closed.
/// </summary>
internal sealed class ChangesMeanwhile
{
    private List<SubjectChange>? _changes;

    /// <summary>Notes a commit, where an answer is awaited.</summary>
    public void Note(Committed committed) => _changes?.AddRange(committed.Subjects);

    /// <summary>Asks, and gives beside the answer what was committed until it came, oldest first.</summary>
    /// <param name="ask">The question. A newer one takes the place of one that still waits.</param>
    public async Task<(T Answer, IReadOnlyList<SubjectChange> Changes)> AskAsync<T>(Func<Task<T>> ask)
    {
        List<SubjectChange> mine = [];
        _changes = mine;
        try
        {
            return (await ask(), mine);
        }
        finally
        {
            if (ReferenceEquals(_changes, mine))
            {
                _changes = null;
            }
        }
    }
}
