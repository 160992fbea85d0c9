using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// The first half of a restoration, on files alone while nobody has them open: looks at everything, and only when all is there puts the backup,
/// with the ledger's tail behind it, in the place of the records.
/// </summary>
internal sealed class RestoreFiles(StoreFiles files, KeyringSettings settings, RestoreMark mark, Func<KeyFiles> keys)
{
    private readonly RestoreDraft _draft = new(files);

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

        if (IsServed() || !DatabaseFiles.TryBeAlone(files.Records) || !DatabaseFiles.TryBeAlone(files.Keyring))
        {
            return new DataInUse(files.Directory);
        }

        var keyrings = settings.Copies.Select(copy => Path.Combine(copy, Path.GetFileName(files.Keyring))).ToList();
        var copies = keyrings.Select(FoundKeyring.In).OfType<FoundKeyring>().ToList();
        var keyringFrom = DatabaseFiles.IsThere(files.Keyring) ? null : FoundKeyring.Furthest(copies)?.File;
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
            DatabaseFiles.Remove(_draft.File);
            if (!_draft.IsPlaced)
            {
                if (keyringFrom is not null)
                {
                    DatabaseFiles.Remove(files.Keyring);
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
        _draft.CopyFrom(backup);
        if (!_draft.TryRead(out var ofBackup))
        {
            return new BackupUnreadable(backup.Path);
        }

        if (StoreAge.IsNewerRecords(_draft.File))
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
        var own = LedgerSurvey.Of(LedgerSource.OfRecords(_draft.File, _draft.Open, withLeaves: true), authenticator, sizes);
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
            _draft.Replay(longest.Source, ofBackup.Size, head);
        }

        var aside = _draft.PutInPlace();
        return new RestoredFiles(backup, ofBackup, head, longest == own ? null : longest.Source.Name, lost, aside, KeyringFrom: null);
    }

    private IEnumerable<LedgerSource> Sources()
    {
        foreach (var copy in settings.Copies)
        {
            yield return LedgerSource.Of(new TailFolder(copy));
        }

        // Where a restoration was cut short just when it replaced them, they lie aside.
        foreach (var records in DatabaseFiles.IsThere(files.Records) ? [files.Records] : Aside())
        {
            if (DatabaseFiles.IsOfRecords(records))
            {
                yield return LedgerSource.OfRecords(records, () => DatabaseFiles.Open(records));
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

    private void TakeKeyring(string from)
    {
        var draft = files.Keyring + ".restoring";
        DatabaseFiles.Remove(draft);
        OwnerOnly.CreateFile(draft);
        using (var source = new SqliteConnection(BackupFolder.ReadOnly(from)))
        using (var target = DatabaseFiles.Open(draft))
        {
            source.Open();
            source.BackupDatabase(target);
        }

        DatabaseFiles.Sync(draft);
        File.Move(draft, files.Keyring);
    }
}
