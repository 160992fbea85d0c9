using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Backup.Facts;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Restores the records from a backup. The ledger's tail that was shipped proves what was done after it, and the facts beside it bring back what
/// law and proof rest on: blocks, reasons to keep, destructions and what is left of them. The other rows of that time it cannot bring back: which
/// went back is said, entry by entry, in the ledger. Whoever was destroyed stays destroyed. Policy 2.1(7), 2.1(10).
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
        var buried = new BuriedSubjects(Get<IDbContextFactory<RecordsContext>>(), Get<Operation>(), Get<Keyring>(), Get<Destructions>());
        var copies = Get<KeyringSettings>().Copies.Select(copy => new TailFolder(copy)).ToList();
        var tombstones = buried.Bury(copies.SelectMany(copy => new TombstoneShipment(copy, Get<KeyFiles>().Ledger).Read()));

        using var records = SqliteStore.Open(Get<RecordsStore>().ConnectionString);
        var tail = TailChanges.Read(records, placed.OfBackup.Size, cancellation);
        var found = FoundFacts.Read(copies.Select(copy => copy.Facts), placed.Replaced(), Get<KeyFiles>().Ledger, tail, placed.Head.Size);
        var blocks = new RestoredBlocks(tail);
        var facts = new ReplayedFacts(records, found, buried.Numbers());
        var unrecorded = facts.OfTheLiving(blocks).Where(image => !tail.Rows.ContainsKey(FactTables.NameOf(image)));
        var setBack = SetBackRows.Find(records, tail, cancellation);
        await AppendAsync(EntriesOf(actor, [.. setBack, .. unrecorded]));

        var (destroyed, waiting) = await buried.DestroyAsync(tail, found, cancellation);
        await AppendAsync(EntriesOf(actor, facts.OfTheBuried(), isEmptyTold: false));
        await buried.KeepActsAsync(tail, cancellation);
        var requests = await new BuriedRequests(Get<IDbContextFactory<RecordsContext>>(), Get<Operation>(), Get<Keyring>()).CloseAsync(cancellation);
        var subjects = setBack.Where(image => new RecordName(image.Table, image.Key).IsSubject).ToList();
        var taken = new RestoredIdentifiers(Get<RecordsStore>(), Get<Keyring>())
            .Settle(subjects.Where(image => image.After is not null).Select(image => new RecordName(image.Table, image.Key).Number), cancellation);
        await Get<SearchMaintenance>().CatchUpAsync(cancellation);
        var kept = new KeptKeys(records, Get<StoreFiles>().KeyringConnection).Note(tail, placed.GivenUp.Count > 0, cancellation);
        var left = SetBackRows.Find(records, tail, cancellation);
        return new Restored
        {
            TakenAt = placed.Backup.TakenAt(),
            OfBackup = placed.OfBackup.Size,
            Replayed = placed.Head.Size - placed.OfBackup.Size,
            ReplayedFrom = placed.From,
            Lost = placed.GivenUp.Count == 0 ? 0 : Math.Max(0, placed.GivenUp.Max(head => head.Size) - placed.Head.Size),
            RowsSetBack = left.Count,
            NumbersAtRisk = await NumbersAtRiskAsync(tail, left, cancellation),
            SubjectsMissing = left.Count(image => image.After is null && new RecordName(image.Table, image.Key).IsSubject),
            KeysKept = kept,
            ToRepeat = LostWork.Count(records, placed.OfBackup.Size, placed.Head.Size, left, buried.Numbers(), cancellation),
            Blocked = Ids(blocks.Blocked),
            Released = Ids(blocks.Released),
            UnderWay = Ids(blocks.UnderWay),
            Held = Ids(facts.Held),
            RequestsClosed = requests,
            FactsRefused = found.Refused,
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

    private static List<SubjectId> Ids(IEnumerable<long> numbers) => [.. numbers.Select(number => new SubjectId(number))];

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

    // Requests are counted on from those the ledger names, and acts written again have the numbers they had.
    private async Task<int> NumbersAtRiskAsync(TailChanges tail, IReadOnlyList<RecordImage> setBack, CancellationToken cancellation)
    {
        await using var db = await Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(cancellation);
        var issued = (await db.Destructions.Where(row => row.ActSerial != null).Select(row => row.SubjectId).ToListAsync(cancellation)).ToHashSet();
        return tail.Destroyed.Select(one => one.Subject).Distinct().Count(subject => !issued.Contains(subject))
            + setBack.Count(image => image.After is null && string.Equals(image.Table, nameof(RecordsContext.Incidents), StringComparison.Ordinal));
    }

    private IEnumerable<SealedEntry> EntriesOf(Actor actor, IReadOnlyList<RecordImage> images, bool isEmptyTold = true) =>
        images.Count > 0 ? images.Chunk(MostAnEntry).Select(chunk => EntryOf(actor, Name, chunk))
        : isEmptyTold ? [EntryOf(actor, Name, [])]
        : [];

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
