using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>Somewhere the entries that a backup lacks may be taken from.</summary>
/// <param name="Name">Its folder or file.</param>
/// <param name="Read">Reads its parts from the first entry on.</param>
internal sealed record LedgerSource(string Name, Func<IEnumerable<TailPart>> Read)
{
    /// <summary>What was shipped to a copy.</summary>
    public static LedgerSource Of(TailFolder folder) => new(folder.Path, folder.Read);

    /// <summary>The ledger of a file of records.</summary>
    /// <param name="file">The file.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="withLeaves">Whether it ends where a leaf is not its entry's: who goes on behind it goes on from its leaves.</param>
    public static LedgerSource OfRecords(string file, Func<SqliteConnection> open, bool withLeaves = false) => new(file, () => PartsOf(open, withLeaves));

    private static IEnumerable<TailPart> PartsOf(Func<SqliteConnection> open, bool withLeaves)
    {
        using var records = open();
        var head = BackupFolder.HeadOf(records);
        using (var rows = new SqliteStatement(records, "SELECT \"Index\", Bytes, Details, LeafHash FROM LedgerEntries ORDER BY \"Index\""))
        {
            while (rows.Step())
            {
                var part = new TailPart(rows.Number(0), rows.Blob(1).ToArray(), rows.IsNull(2) ? null : rows.Blob(2).ToArray(), Head: null);
                if (withLeaves && !part.Leaf.AsSpan().SequenceEqual(rows.Blob(3)))
                {
                    yield break;
                }

                yield return part;
            }
        }

        if (head is not null)
        {
            yield return TailPart.Of(head);
        }
    }
}

/// <summary>What was found of a source: how far its entries are vouched for, and whether they go on where others end.</summary>
internal sealed class LedgerSurvey
{
    private readonly Dictionary<long, Hash256> _roots = [];
    private readonly List<LedgerOrigin> _unvouchedOrigins = [];
    private readonly List<LedgerOrigin> _origins = [];

    private LedgerSurvey(LedgerSource source) => Source = source;

    public LedgerSource Source { get; }

    /// <summary>The highest head that is genuine and agrees with the entries; null where none does.</summary>
    public LedgerHead? Head { get; private set; }

    /// <summary>The heads given up in its entries.</summary>
    public IEnumerable<(long Size, Hash256 Root)> GivenUp => _origins.SelectMany(origin => origin.GivenUp);

    /// <summary>Reads a source to its end or to the first part that does not agree.</summary>
    /// <param name="source">The source.</param>
    /// <param name="authenticator">Knows genuine heads.</param>
    /// <param name="sizes">Sizes at which <see cref="Contains"/> is to be asked.</param>
    public static LedgerSurvey Of(LedgerSource source, HeadAuthenticator authenticator, IReadOnlySet<long> sizes)
    {
        var survey = new LedgerSurvey(source);
        var range = new CompactRange();
        survey._roots[0] = range.Root();
        foreach (var part in source.Read())
        {
            if (part.Head is { } head)
            {
                if (head.Size != range.Size || head.Root != range.Root() || !authenticator.IsGenuine(head))
                {
                    break;
                }

                survey.Vouch(head);
                continue;
            }

            if (part.Index != range.Size || !CanonicalEncoding.IsCanonical(part.Bytes, out var index) || index != part.Index)
            {
                break;
            }

            range.Append(part.Leaf);
            if (sizes.Contains(range.Size))
            {
                survey._roots[range.Size] = range.Root();
            }

            if (LedgerOrigins.Of(part.Bytes) is { } origin)
            {
                survey._unvouchedOrigins.Add(origin);
            }
        }

        return survey;
    }

    /// <summary>Whether its vouched entries begin with those of a head.</summary>
    public bool Contains(LedgerHead head) => head.Size <= (Head?.Size ?? 0) && _roots.TryGetValue(head.Size, out var root) && root == head.Root;

    private void Vouch(LedgerHead head)
    {
        Head = head;
        _origins.AddRange(_unvouchedOrigins);
        _unvouchedOrigins.Clear();
    }
}
