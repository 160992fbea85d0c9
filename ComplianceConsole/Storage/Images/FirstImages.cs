using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Storage.Images;

/// <summary>
/// Ties records that were kept before the ledger vouched for rows to it, once: from then on whatever is done to them past the console is
/// found. Nothing is done where the ledger vouches for rows already, or where there are none.
/// </summary>
internal sealed partial class FirstImages(StoreFiles files, RecordsStore store, IClock clock, ILogger<FirstImages> logger)
{
    private const int MostAnEntry = 1_000;

    /// <summary>Ties them, in one transaction.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await store.Gate.WaitAsync(cancellation);
        try
        {
            if (IsWanted())
            {
                Tie();
            }
        }
        catch (StoreException error)
        {
            // A ledger that does not hold gets no further entry; its verification says what is wrong with it.
            LogLeft(error);
        }
        finally
        {
            store.Gate.Release();
        }
    }

    private bool IsWanted()
    {
        using var connection = SqliteStore.Open(store.ConnectionString);
        return !Has(connection, $"LedgerEntries WHERE substr(Bytes, 1, 1) = x'{CanonicalEncoding.VersionWithImages:X2}'")
            && ImagedTables.All.Any(table => Has(connection, $"\"{table.Name}\""));
    }

    private void Tie()
    {
        var writer = store.Writer;
        using var turn = writer.Begin();
        var range = writer.Appender.Begin();
        if (HeadMemory.Read(files)?.Size > range.Size)
        {
            throw new StoreException("The ledger is shorter than the head remembered in the keyring.");
        }

        var head = writer.Appender.Append(range, Images().Chunk(MostAnEntry).Select(EntryOf));
        turn.Commit();
        store.Adopt(range, head);
    }

    private IEnumerable<RecordImage> Images()
    {
        using var connection = SqliteStore.Open(store.ConnectionString);
        foreach (var table in ImagedTables.All)
        {
            using var row = new SqliteStatement(connection, table.Select);
            while (row.Step())
            {
                yield return new RecordImage(table.Name, table.KeyOf(row), Before: null, table.Of(row));
            }
        }
    }

    private SealedEntry EntryOf(RecordImage[] images) =>
        new(
            new LedgerEntry
            {
                Index = 0,
                At = clock.GetCurrentInstant(),
                ActorId = nameof(FirstImages),
                Action = ProcessingAction.Administration.Code(),
                Operation = "records.tie",
                Outcome = LedgerOutcome.Done,
                Images = images,
            },
            Details: null);

    private static bool Has(Microsoft.Data.Sqlite.SqliteConnection connection, string rows)
    {
        using var any = new SqliteStatement(connection, $"SELECT EXISTS (SELECT 1 FROM {rows})");
        return any.Step() && any.Number(0) == 1;
    }

    [LoggerMessage(LogLevel.Critical, "The records could not be tied to the ledger, which does not hold. Run 'verify'.")]
    private partial void LogLeft(Exception error);
}
