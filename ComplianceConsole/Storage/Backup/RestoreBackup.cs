using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>What a restoration did.</summary>
public sealed record Restored
{
    /// <summary>When the backup was taken; null where it does not say.</summary>
    public Instant? TakenAt { get; init; }

    /// <summary>How many entries the backup's ledger had.</summary>
    public required long OfBackup { get; init; }

    /// <summary>How many entries were put back behind them.</summary>
    public required long Replayed { get; init; }

    /// <summary>Where those were taken from; null where there were none.</summary>
    public string? ReplayedFrom { get; init; }

    /// <summary>How many entries are lost, by the highest head remembered.</summary>
    public long Lost { get; init; }

    /// <summary>How many rows stand as they were in the backup though the ledger knows a later state.</summary>
    public int RowsSetBack { get; init; }

    /// <summary>How many subjects were entered after the backup: their data is in no backup, and cannot be restored.</summary>
    public int SubjectsMissing { get; init; }

    /// <summary>What was done after the backup and is proven, but not in the records: use cases, and how often.</summary>
    public IReadOnlyDictionary<string, long> ToRepeat { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>How many subjects that the backup had brought back were destroyed again.</summary>
    public int Destroyed { get; init; }

    /// <summary>How many of these wait until a copy of the keyring confirms.</summary>
    public int Waiting { get; init; }

    /// <summary>How many tombstones a copy knew and the keyring did not.</summary>
    public int Tombstones { get; init; }

    /// <summary>How many subjects lack an identifier that somebody else holds by now.</summary>
    public int IdentifiersTaken { get; init; }

    /// <summary>How many subjects the rebuilt search index has.</summary>
    public long Indexed { get; init; }

    /// <summary>Where the records that were replaced lie; null where there were none.</summary>
    public string? SetAside { get; init; }

    /// <summary>The copy from which the keyring was taken; null where it was there.</summary>
    public string? KeyringFrom { get; init; }

    /// <summary>How many acts and incidents of the time after the backup are in no record now: their numbers may be given a second time.</summary>
    public int NumbersAtRisk { get; init; }

    /// <summary>The head of the ledger now.</summary>
    public required LedgerHead Head { get; init; }

    /// <summary>The line that scripts read, in every language the same.</summary>
    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"restore: {Head.Size} entries, root {Head.Root}, {Replayed} replayed, {Lost} lost, {RowsSetBack} rows set back, {Destroyed} destroyed again");
}

/// <summary>
/// Restores the records from a backup. The ledger's tail that was shipped proves what was done after it, and cannot bring the rows of that time
/// back: which rows went back is said, entry by entry, in the ledger. Whoever was destroyed stays destroyed. Policy 2.1(10).
/// </summary>
public sealed class RestoreBackup(IServiceProvider services)
{
    private const string Name = "records.restore";
    private const int MostAnEntry = 1_000;

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Restores. The stores are not open before, and are after.</summary>
    /// <param name="actor">Who asks; the right is <see cref="Right.ChangeSettings"/>.</param>
    /// <param name="directory">The backup's folder.</param>
    /// <param name="acceptsLoss">Whether the ledger may go on though entries that are remembered are lost; the ledger says so for ever.</param>
    /// <param name="cancellation">Ends it; once the records are replaced it is to be run again to its end.</param>
    /// <returns>What was done; or a refusal of <c>BackupRefusals</c>, and then nothing was changed.</returns>
    /// <exception cref="StoreException">The stores cannot be opened.</exception>
    public async Task<Result<Restored>> HandleAsync(Actor actor, string directory, bool acceptsLoss, CancellationToken cancellation)
    {
        if (!actor.May(Right.ChangeSettings))
        {
            return new NotAllowed(Right.ChangeSettings);
        }

        var backup = new BackupFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var placed = new RestoreFiles(Get<StoreFiles>(), Get<KeyringSettings>(), Get<RestoreMark>(), Get<KeyFiles>).Place(backup, acceptsLoss, cancellation);
        if (!placed.TryGet(out var files, out var refusal))
        {
            return refusal;
        }

        await services.OpenStores(cancellation);
        var restored = await FinishAsync(actor, files, cancellation);
        Get<HeadMemory>().Remember();
        Get<RestoreMark>().Clear();
        return restored;
    }

    private async Task<Restored> FinishAsync(Actor actor, RestoredFiles placed, CancellationToken cancellation)
    {
        if (placed.GivenUp.Count > 0)
        {
            await BeginAnewAsync(actor, placed.GivenUp);
        }

        await EndSessionsAsync(cancellation);
        var (tail, setBack) = Compare(placed, cancellation);
        await AppendAsync(EntriesOf(actor, setBack));
        var buried = new BuriedSubjects(Get<IDbContextFactory<RecordsContext>>(), Get<Operation>(), Get<Keyring>(), Get<Destructions>());
        var shipped = Get<KeyringSettings>().Copies.SelectMany(copy => new TombstoneShipment(new TailFolder(copy), Get<KeyFiles>().Ledger).Read());
        var tombstones = buried.Bury(shipped);
        var (destroyed, waiting) = await buried.DestroyAsync(tail, cancellation);
        var subjects = setBack.Where(image => new RecordName(image.Table, image.Key).IsSubject).ToList();
        var taken = new RestoredIdentifiers(Get<RecordsStore>(), Get<Keyring>())
            .Settle(subjects.Where(image => image.After is not null).Select(image => new RecordName(image.Table, image.Key).Number), cancellation);
        await Get<SearchMaintenance>().CatchUpAsync(cancellation);
        return new Restored
        {
            TakenAt = placed.Backup.TakenAt(),
            OfBackup = placed.OfBackup.Size,
            Replayed = placed.Head.Size - placed.OfBackup.Size,
            ReplayedFrom = placed.From,
            Lost = placed.GivenUp.Count == 0 ? 0 : Math.Max(0, placed.GivenUp.Max(head => head.Size) - placed.Head.Size),
            RowsSetBack = setBack.Count,
            NumbersAtRisk = await NumbersAtRiskAsync(tail, setBack, cancellation),
            SubjectsMissing = subjects.Count(image => image.After is null),
            ToRepeat = tail.Operations,
            Destroyed = destroyed,
            Waiting = waiting,
            Tombstones = tombstones,
            IdentifiersTaken = taken,
            Indexed = Get<SearchIndex>().Count,
            SetAside = placed.SetAside,
            KeyringFrom = placed.KeyringFrom,
            Head = Get<RecordsStore>().Ledger.Head ?? placed.Head,
        };
    }

    // The gap is the first thing the ledger says from here on; only then may what is remembered be less than it was.
    private async Task BeginAnewAsync(Actor actor, IReadOnlyList<LedgerHead> givenUp)
    {
        await AppendAsync([EntryOf(actor, LedgerOrigins.Operation, LedgerOrigins.ImagesOf(givenUp))]);
        RememberedHeads.Replace(Get<StoreFiles>(), Get<RecordsStore>().Ledger.Head!);
    }

    // Who was signed in when the backup was taken may have been shut out since.
    private async Task EndSessionsAsync(CancellationToken cancellation)
    {
        await using var db = await Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(cancellation);
        await db.Sessions.ExecuteDeleteAsync(cancellation);
    }

    private (TailChanges Tail, IReadOnlyList<RecordImage> SetBack) Compare(RestoredFiles placed, CancellationToken cancellation)
    {
        using var records = SqliteStore.Open(Get<RecordsStore>().ConnectionString);
        var tail = TailChanges.Read(records, placed.OfBackup.Size, cancellation);
        return (tail, SetBackRows.Find(records, tail, cancellation));
    }

    // Requests are counted on from those the ledger names, and acts written again have the numbers they had.
    private async Task<int> NumbersAtRiskAsync(TailChanges tail, IReadOnlyList<RecordImage> setBack, CancellationToken cancellation)
    {
        await using var db = await Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(cancellation);
        var issued = (await db.Destructions.Where(row => row.ActSerial != null).Select(row => row.SubjectId).ToListAsync(cancellation)).ToHashSet();
        return tail.Destroyed.Select(one => one.Subject).Distinct().Count(subject => !issued.Contains(subject))
            + setBack.Count(image => image.After is null && string.Equals(image.Table, nameof(RecordsContext.Incidents), StringComparison.Ordinal));
    }

    private IEnumerable<SealedEntry> EntriesOf(Actor actor, IReadOnlyList<RecordImage> setBack) =>
        setBack.Count == 0 ? [EntryOf(actor, Name, [])] : setBack.Chunk(MostAnEntry).Select(chunk => EntryOf(actor, Name, chunk));

    private async Task AppendAsync(IEnumerable<SealedEntry> entries)
    {
        var store = Get<RecordsStore>();
        await store.Gate.WaitAsync(CancellationToken.None);
        try
        {
            store.Writer.Commit(entries);
        }
        finally
        {
            store.Gate.Release();
        }
    }

    private SealedEntry EntryOf(Actor actor, string operation, IReadOnlyList<RecordImage> images) =>
        new(
            new LedgerEntry
            {
                Index = 0,
                At = Get<IClock>().GetCurrentInstant(),
                ActorId = actor.Id,
                ActorName = actor.Name,
                Roles = RoleCodes.Format(actor.Roles),
                Action = ProcessingAction.Administration.Code(),
                Operation = operation,
                Outcome = LedgerOutcome.Done,
                Images = images,
            },
            Details: null);
}
