namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>The live copies of the keyring together.</summary>
public sealed class KeyringCopies(IEnumerable<KeyringCopy> copies)
{
    /// <summary>No copies.</summary>
    public static readonly KeyringCopies None = new([]);

    /// <summary>Each, in the order of the setting.</summary>
    public IReadOnlyList<KeyringCopy> All { get; } = [.. copies];

    /// <summary>Asks all and brings them to where the keyring stands.</summary>
    /// <returns>Whether all hold what the keyring holds.</returns>
    public bool AllInStep()
    {
        var all = true;
        foreach (var copy in All)
        {
            all &= copy.CatchUp();
        }

        return all;
    }

    /// <summary>
    /// Writes a change to every copy that answers, commits the keyring's own, then theirs: a crash in between leaves copies behind, which follow,
    /// and never one ahead.
    /// </summary>
    /// <param name="ops">The change.</param>
    /// <param name="from">The number of the change before it.</param>
    /// <param name="isRequired">Whether no copy may miss it.</param>
    /// <param name="commit">Commits the keyring's own.</param>
    /// <exception cref="CopyAwayException">A copy that may not miss it does not answer; nothing was changed.</exception>
    internal void Commit(IReadOnlyList<KeyringOp> ops, long from, bool isRequired, Action commit)
    {
        var open = new List<(KeyringCopy Copy, CopyFile File)>(All.Count);
        var isDone = false;
        try
        {
            foreach (var copy in All)
            {
                if (copy.Begin(ops, from) is { } file)
                {
                    open.Add((copy, file));
                }
                else if (isRequired)
                {
                    throw new CopyAwayException(copy.Name);
                }
            }

            commit();
            isDone = true;
        }
        finally
        {
            foreach (var (copy, file) in open)
            {
                copy.Commit(file, isDone);
            }
        }
    }
}
