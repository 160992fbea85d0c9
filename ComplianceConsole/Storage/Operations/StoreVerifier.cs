using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>What a verification of the stores found.</summary>
/// <param name="Ledger">The ledger's own.</param>
/// <param name="FirstWrongDetails">
/// The first entry whose details are not those it vouches for, or that is not listed under just the subjects it names; null where all agree.
/// </param>
/// <param name="FirstUnreadable">The first subject whose record was damaged so that it does not open; null where all do.</param>
/// <param name="BrokenDestruction">The first destruction that does not hold; null where all do.</param>
/// <param name="FirstDifference">The first row of the records that is not what the ledger last recorded; null where all are.</param>
/// <param name="Records">How many rows of the records were compared with the ledger; 0 where it is of a version that tied none to it.</param>
/// <param name="BrokenTree">What of the keyring's tree does not hold; null where all does.</param>
public sealed record StoreVerification(
    LedgerVerification Ledger,
    long? FirstWrongDetails,
    long? FirstUnreadable = null,
    BrokenDestruction? BrokenDestruction = null,
    RecordDifference? FirstDifference = null,
    long Records = 0,
    BrokenTree? BrokenTree = null)
{
    /// <summary>Where losses were accepted: entries are missing there, and the ledger says so.</summary>
    public IReadOnlyList<LedgerOrigin> Origins { get; init; } = [];

    /// <summary>How many keys are kept of records that a restoration left out: a known state, no fault.</summary>
    public long Kept { get; init; }

    /// <summary>Destructions that were decided and wait at a step: a known state, no fault. Empty where something does not hold.</summary>
    public IReadOnlyList<UnfinishedDestruction> Unfinished { get; init; } = [];

    /// <summary>One line for each of them, for who watches.</summary>
    public IEnumerable<string> UnfinishedLines =>
        Unfinished.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"destruction: {one.Subject} is under way since {one.DecidedAt} and waits at step {one.Waits}"));

    /// <summary>The line that says so, for who watches; null where there are none.</summary>
    public string? KeptLine =>
        Kept == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"keyring: {Kept} keys are kept of records that a restoration left out");

    /// <summary>One line for each of them, for who watches.</summary>
    public IEnumerable<string> OriginLines =>
        Origins.Select(origin => string.Create(
            CultureInfo.InvariantCulture, $"ledger: begins anew at entry {origin.Index}: {origin.Lost} entries were lost, and the loss was accepted"));

    /// <summary>Whether nothing was tampered with.</summary>
    public bool Holds =>
        Ledger.Holds && FirstWrongDetails is null && FirstUnreadable is null && BrokenDestruction is null && FirstDifference is null
        && BrokenTree is null;

    /// <summary>The first entry that does not hold.</summary>
    public long? FirstBadIndex => Ledger.FirstBadIndex ?? FirstWrongDetails;

    /// <summary>
    /// One line that scripts read, in every language the same: <c>ledger: N entries, root HEX, ok</c>, or the first index that does not hold,
    /// or the first subject or request whose destruction does not hold, or the first subject whose record does not open, or the first row that
    /// is not what the ledger last recorded, or the first key, shelf or secret of the keyring that does not open, or its first tombstone that
    /// was altered.
    /// </summary>
    public string Line =>
        Holds ? string.Create(CultureInfo.InvariantCulture, $"ledger: {Ledger.Count} entries, root {Ledger.Root}, ok")
        : Ledger.Holds && FirstWrongDetails is not null && BrokenTree is { Fault: TreeFault.KeyDoesNotOpen } lost
            ? $"keyring: {lost.Where} does not hold ({lost.Fault})"
        : FirstBadIndex is { } index ? string.Create(CultureInfo.InvariantCulture, $"ledger: entry {index} does not hold ({Problem})")
        : Ledger.Holds && BrokenDestruction is { } broken
            ? string.Create(CultureInfo.InvariantCulture, $"destruction: {broken.Whose} does not hold at step {broken.Step} ({broken.Fault})")
        : FirstUnreadable is { } subject ? string.Create(CultureInfo.InvariantCulture, $"records: subject {subject} does not open")
        : FirstDifference is { } difference ? "records: " + difference.Line
        : Ledger.Holds && BrokenTree is { } tree ? $"keyring: {tree.Where} does not hold ({tree.Fault})"
        : $"ledger: the head does not hold ({Problem})";

    /// <summary>How much of the records was compared: for who watches, not for scripts.</summary>
    public string RecordsLine => string.Create(CultureInfo.InvariantCulture, $"records: {Records} compared with the ledger");

    private string Problem => Ledger.Holds ? "Details" : Ledger.Problem.ToString();
}

/// <summary>
/// Recomputes the ledger from its rows, and compares what is derived from it: the details that still open with their digests, and the
/// list of who was looked at with the entries, and the records with what the entries vouch for. Then opens every record, and looks whether
/// what was destroyed is. Only reads.
/// </summary>
public sealed class StoreVerifier(StoreFiles files, RecordsStore store, Keyring keyring, Destructions destructions)
{
    /// <summary>Verifies everything.</summary>
    /// <param name="progress">Told how many entries have been checked.</param>
    /// <param name="cancellation">Ends the verification.</param>
    public async Task<StoreVerification> VerifyAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        await using var connection = SqliteStore.Open(store.ConnectionString);

        // One read transaction: head and rows are of the same moment while the console goes on writing. The remembered head is
        // read first, so that it is never younger than they are.
        var remembered = HeadMemory.Read(files);
        await using var snapshot = connection.BeginTransaction(deferred: true);
        var head = ReadHead(connection, snapshot);
        var ledger = await VerifyAsync(connection, head, remembered, progress, cancellation);
        if (ledger.Problem is LedgerProblem.OlderThanRemembered or LedgerProblem.RememberedRootWrong && LedgerOrigins.GiveUp(connection, remembered!))
        {
            // What is remembered was given up when a loss was accepted. That entry is verified with all others.
            ledger = await VerifyAsync(connection, head, remembered: null, progress, cancellation);
        }

        var origins = LedgerOrigins.Read(connection);
        if (!ledger.Holds)
        {
            return new StoreVerification(ledger, FirstWrongDetails: null) { Origins = origins };
        }

        // Under a shelf or a root that does not open nothing else can be looked at.
        var tree = new KeyTreeCheck(files, keyring).First(cancellation);
        if (tree is { Fault: TreeFault.ShelfDoesNotOpen or TreeFault.SecretDoesNotOpen })
        {
            return new StoreVerification(ledger, FirstWrongDetails: null, BrokenTree: tree) { Origins = origins };
        }

        var records = new RecordsComparison(connection);
        if (FirstWrongDetails(connection, snapshot, records, cancellation) is { } wrong)
        {
            // Details do not open either where the key they are sealed under was damaged.
            return new StoreVerification(ledger, wrong, BrokenTree: tree) { Origins = origins };
        }

        var difference = records.FirstDifference(connection, cancellation);
        var found = new StoreVerification(
            ledger,
            FirstWrongDetails: null,
            new RecordsCheck(store, keyring).FirstUnreadable(cancellation),
            new DestructionCheck(files, store).First(cancellation),
            difference,
            records.Images == 0 ? 0 : records.Rows,
            tree ?? new IdentifierCheck(files, store, keyring).First(cancellation))
        {
            Origins = origins,
            Kept = KeptKeys.Count(connection),
        };

        // Which step it waits at is asked of the keyring, so that only one that holds can tell.
        return found.Holds ? found with { Unfinished = await destructions.ListUnfinishedAsync(cancellation) } : found;
    }

    private async Task<LedgerVerification> VerifyAsync(
        SqliteConnection connection, LedgerHead? head, LedgerHead? remembered, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var rows = new StoredEntries(connection);
        return await new LedgerVerifier(store.Ledger.Authenticator).VerifyAsync(rows, head, remembered, progress, cancellation);
    }

    private long? FirstWrongDetails(
        SqliteConnection connection, SqliteTransaction snapshot, RecordsComparison records, CancellationToken cancellation)
    {
        using var row = new SqliteStatement(connection, "SELECT Bytes, Details FROM LedgerEntries ORDER BY \"Index\"");
        using var subjects = new Listing(connection, "LedgerSubjects", "SubjectId", entry => entry.Subjects.Distinct());
        using var requests = new Listing(connection, "LedgerRequests", "RequestId", entry => entry.RequestId is { } request ? [request] : []);
        while (row.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = CanonicalEncoding.Decode(row.Blob(0));
            if (!Agrees(entry, row) || !subjects.Has(entry) || !requests.Has(entry))
            {
                return entry.Index;
            }

            records.Take(entry);
        }

        return subjects.FirstTooMany(snapshot) ?? requests.FirstTooMany(snapshot);
    }

    private bool Agrees(LedgerEntry entry, SqliteStatement row)
    {
        const int details = 1;
        if (entry.Digest is null)
        {
            return row.IsNull(details);
        }

        if (!row.IsBlob(details))
        {
            return false;
        }

        try
        {
            EntryDetails.Open(keyring, entry, row.Blob(details).ToArray());
            return DetailsImage.Agrees(entry, row.Blob(details));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static LedgerHead? ReadHead(SqliteConnection connection, SqliteTransaction snapshot)
    {
        using var command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = "SELECT Size, Root, Tag FROM LedgerHeads WHERE Id = 1";
        using var row = command.ExecuteReader();
        return row.Read() && row[1] is byte[] { Length: Hash256.Length } root && row[2] is byte[] { Length: Hash256.Length } tag
            ? new LedgerHead(row.GetInt64(0), new Hash256(root), new Hash256(tag))
            : null;
    }
}
