using System.Globalization;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ComplianceConsole.Storage.Backup;

/// <summary>The records as a restoration put them in place, with their ledger as whole as it can be had.</summary>
/// <param name="Backup">The backup.</param>
/// <param name="OfBackup">The head of its ledger.</param>
/// <param name="Head">The head after what follows the backup was replayed.</param>
/// <param name="From">Where that was taken from; null where the backup's own ledger is all there is.</param>
/// <param name="GivenUp">Heads that were remembered of entries that are lost.</param>
/// <param name="SetAside">Where the records that were replaced lie now; null where there were none.</param>
/// <param name="KeyringFrom">The copy from which the keyring was taken; null where it was there.</param>
internal sealed record RestoredFiles(
    BackupFolder Backup,
    LedgerHead OfBackup,
    LedgerHead Head,
    string? From,
    IReadOnlyList<LedgerHead> GivenUp,
    string? SetAside,
    string? KeyringFrom)
{
    /// <summary>The records that restorations replaced, this one's last: some of what they held may be nowhere else.</summary>
    public IEnumerable<string> Replaced() =>
        SetAside is { } aside && Path.GetDirectoryName(aside) is { } folder
            ? Directory.EnumerateFiles(folder, Path.GetFileName(aside)[..^Path.GetExtension(aside).Length] + ".replaced-*")
                .Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))
            : [];
}

/// <summary>
/// The first half of a restoration, on files alone while nobody has them open: looks at everything, and only when all is there puts the backup,
/// with the ledger's tail behind it, in the place of the records.
/// </summary>
internal sealed class RestoreFiles(StoreFiles files, KeyringSettings settings, RestoreMark mark, Func<KeyFiles> keys)
{
    private const string Draft = "console.db.restoring";

    private bool _isPlaced;

    private string DraftFile => Path.Combine(files.Directory, Draft);

    private static string[] Beside => ["-wal", "-shm", "-journal"];

    /// <summary>Puts the records in place.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="acceptsLoss">Whether entries may be lost.</param>
    /// <param name="cancellation">Ends it before anything is replaced.</param>
    /// <returns>
    /// What stands there; or <see cref="BackupUnreadable"/>, <see cref="BackupNewer"/>, <see cref="BackupForeign"/>, <see cref="DataInUse"/>,
    /// <see cref="NoKeyring"/>, <see cref="KeyringBehind"/>, <see cref="NoRootKeyOpens"/>, <see cref="LedgerStaysBehind"/>. Then nothing was changed.
    /// </returns>
    public Result<RestoredFiles> Place(BackupFolder backup, bool acceptsLoss, CancellationToken cancellation)
    {
        if (!File.Exists(backup.Records))
        {
            return new BackupUnreadable(backup.Path);
        }

        if (IsServed() || !TryBeAlone(files.Records) || !TryBeAlone(files.Keyring))
        {
            return new DataInUse(files.Directory);
        }

        var keyrings = settings.Copies.Select(copy => Path.Combine(copy, Path.GetFileName(files.Keyring))).ToList();
        var copies = keyrings.Select(FoundKeyring.In).OfType<FoundKeyring>().ToList();
        var keyringFrom = IsThere(files.Keyring) ? null : FoundKeyring.Furthest(copies)?.File;
        if (RefusalOf(FoundKeyring.In(keyringFrom ?? files.Keyring), copies) is { } refused)
        {
            return refused;
        }

        mark.Set();
        try
        {
            if (keyringFrom is not null)
            {
                TakeKeyring(keyringFrom);
            }

            return PlaceUnderMark(backup, acceptsLoss, keyrings, cancellation).Then(placed => placed with { KeyringFrom = keyringFrom });
        }
        finally
        {
            Remove(DraftFile);
            if (!_isPlaced)
            {
                if (keyringFrom is not null)
                {
                    Remove(files.Keyring);
                }

                mark.Clear();
            }
        }
    }

    // A start would refuse an older keyring, and by then the records would be replaced.
    private Refusal? RefusalOf(FoundKeyring? keyring, List<FoundKeyring> copies)
    {
        if (keyring is not null)
        {
            return copies.Find(keyring.StaysBehind) is { } ahead ? new KeyringBehind(keyring.File, ahead.File) : null;
        }

        return copies is [var copy, ..] ? new KeyringBehind(files.Keyring, copy.File) : new NoKeyring(files.Directory);
    }

    private Result<RestoredFiles> PlaceUnderMark(BackupFolder backup, bool acceptsLoss, IReadOnlyList<string> keyrings, CancellationToken cancellation)
    {
        var standing = keys();
        if (FoundKeyring.In(files.Keyring)?.Opens(standing.Roots) != true)
        {
            return new NoRootKeyOpens(files.Keyring);
        }

        var authenticator = new HeadAuthenticator(standing.Ledger);
        CopyToDraft(backup);
        if (!TryReadDraft(out var ofBackup))
        {
            return new BackupUnreadable(backup.Path);
        }

        if (StoreAge.IsNewerRecords(DraftFile))
        {
            return new BackupNewer(backup.Path);
        }

        if (!authenticator.IsGenuine(ofBackup))
        {
            return new BackupForeign(backup.Path);
        }

        var remembered = keyrings.Append(files.Keyring).Select(RememberedHeads.In).OfType<LedgerHead>().Where(authenticator.IsGenuine).ToHashSet();
        var sources = Sources().ToList();
        var known = sources.Select(source => LedgerSurvey.Of(source, authenticator, new HashSet<long>()).Head).OfType<LedgerHead>().Concat(remembered).ToHashSet();
        var sizes = known.Select(head => head.Size).Append(ofBackup.Size).ToHashSet();
        cancellation.ThrowIfCancellationRequested();
        var own = LedgerSurvey.Of(LedgerSource.OfRecords(DraftFile, OpenDraft), authenticator, sizes);
        if (own.Head is null || !own.Contains(ofBackup))
        {
            return new BackupUnreadable(backup.Path);
        }

        var others = sources.ConvertAll(source => LedgerSurvey.Of(source, authenticator, sizes));
        var longest = others.Where(other => other.Contains(ofBackup)).Append(own).MaxBy(other => other.Head!.Size)!;
        var head = longest.Head!;

        // Whatever was vouched for anywhere and is not in what can be restored is lost, unless its loss was accepted before.
        var accepted = longest.GivenUp.ToHashSet();
        var lost = known.Where(one => !longest.Contains(one) && !accepted.Contains((one.Size, one.Root))).ToList();
        if (lost.Count > 0 && !acceptsLoss)
        {
            return new LedgerStaysBehind(head.Size, lost.Max(one => one.Size));
        }

        cancellation.ThrowIfCancellationRequested();
        if (longest != own)
        {
            Replay(longest.Source, ofBackup.Size, head);
        }

        var aside = PutInPlace();
        return new RestoredFiles(backup, ofBackup, head, longest == own ? null : longest.Source.Name, lost, aside, KeyringFrom: null);
    }

    private IEnumerable<LedgerSource> Sources()
    {
        foreach (var copy in settings.Copies)
        {
            yield return LedgerSource.Of(new TailFolder(copy));
        }

        // Where a restoration was cut short just when it replaced them, they lie aside.
        foreach (var records in IsThere(files.Records) ? [files.Records] : Aside())
        {
            if (IsOfRecords(records))
            {
                yield return LedgerSource.OfRecords(records, () => Open(records));
            }
        }
    }

    private string[] Aside() =>
        Directory.Exists(files.Directory) ? Directory.GetFiles(files.Directory, Path.GetFileName(files.Records) + ".replaced-*") : [];

    // A console that serves sits on a seat of the schedule until it ends.
    private bool IsServed()
    {
        var folder = Path.GetDirectoryName(files.Jobs)!;
        foreach (var seat in Directory.Exists(folder) ? Directory.GetFiles(folder, Path.GetFileName(files.Jobs) + ".seat-*") : [])
        {
            try
            {
                using var taken = new FileStream(seat, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                return true;
            }
        }

        return false;
    }

    // Leaving the write-ahead log takes a database that nobody else has open; what was in the log is in the file then.
    private static bool TryBeAlone(string file)
    {
        if (!IsThere(file))
        {
            return true;
        }

        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString());
            connection.Open();
            using var leave = connection.CreateCommand();
            leave.CommandText = "PRAGMA journal_mode = DELETE";
            return leave.ExecuteScalar() is "delete";
        }
        catch (SqliteException error) when (error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return false;
        }
        catch (SqliteException)
        {
            // What is damaged is what a restoration is for.
            return true;
        }
    }

    private static bool IsOfRecords(string file)
    {
        try
        {
            using var records = Open(file);
            return BackupFolder.HeadOf(records) is not null && BackupFolder.DamageOf(records) is null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void TakeKeyring(string from)
    {
        var draft = files.Keyring + ".restoring";
        Remove(draft);
        OwnerOnly.CreateFile(draft);
        using (var source = new SqliteConnection(BackupFolder.ReadOnly(from)))
        using (var target = Open(draft))
        {
            source.Open();
            source.BackupDatabase(target);
        }

        Sync(draft);
        File.Move(draft, files.Keyring);
    }

    private void CopyToDraft(BackupFolder backup)
    {
        Remove(DraftFile);
        OwnerOnly.CreateFile(DraftFile);
        Copy(backup.Records, DraftFile);
        if (IsThere(backup.Records + "-wal"))
        {
            OwnerOnly.CreateFile(DraftFile + "-wal");
            Copy(backup.Records + "-wal", DraftFile + "-wal");
        }
    }

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = new FileStream(to, FileMode.Open, FileAccess.Write);
        source.CopyTo(target, 1 << 20);
    }

    private bool TryReadDraft(out LedgerHead head)
    {
        head = null!;
        try
        {
            using var draft = OpenDraft();
            return BackupFolder.DamageOf(draft) is null && (head = BackupFolder.HeadOf(draft)!) is not null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    // Entries prove; what they speak of is not in them. They stand behind the backup's as they stood, to the head that vouches for them.
    private void Replay(LedgerSource source, long from, LedgerHead head)
    {
        using var draft = OpenDraft();
        using var transaction = draft.BeginTransaction();
        using var appender = new ReplayedEntries(draft);
        foreach (var part in source.Read().Where(part => part.Head is null && part.Index >= from).TakeWhile(part => part.Index < head.Size))
        {
            appender.Append(part);
        }

        appender.Finish(head);
        transaction.Commit();
    }

    private string? PutInPlace()
    {
        using (var draft = OpenDraft())
        using (var leave = draft.CreateCommand())
        {
            leave.CommandText = "PRAGMA journal_mode = DELETE";
            leave.ExecuteNonQuery();
        }

        Sync(DraftFile);
        string? aside = null;
        if (IsThere(files.Records))
        {
            aside = NameAside();
            _isPlaced = true;
            File.Move(files.Records, aside);
            foreach (var part in Beside.Where(part => File.Exists(files.Records + part)))
            {
                File.Move(files.Records + part, aside + part);
            }
        }

        _isPlaced = true;
        File.Move(DraftFile, files.Records, overwrite: true);
        Remove(files.Search);
        return aside;
    }

    private string NameAside()
    {
        for (var number = 1; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{files.Records}.replaced-{number}");
            if (!File.Exists(name))
            {
                return name;
            }
        }
    }

    private SqliteConnection OpenDraft() => Open(DraftFile);

    private static SqliteConnection Open(string file) =>
        SqliteStore.Open(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = SqliteStore.Patience }.ToString());

    private static bool IsThere(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    private static void Remove(string file)
    {
        File.Delete(file);
        foreach (var part in Beside)
        {
            File.Delete(file + part);
        }
    }

    private static void Sync(string file)
    {
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }
}
