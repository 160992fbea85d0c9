using System.Globalization;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>The records that a restoration makes beside those in use, until they are whole and take their place.</summary>
internal sealed class RestoreDraft(StoreFiles files)
{
    private const string Name = "console.db.restoring";

    /// <summary>Whether the records in use have been touched.</summary>
    public bool IsPlaced { get; private set; }

    /// <summary>The file.</summary>
    public string File => Path.Combine(files.Directory, Name);

    /// <summary>Opens it.</summary>
    public SqliteConnection Open() => DatabaseFiles.Open(File);

    /// <summary>Makes it of a backup.</summary>
    public void CopyFrom(BackupFolder backup)
    {
        DatabaseFiles.Remove(File);
        OwnerOnly.CreateFile(File);
        DatabaseFiles.Copy(backup.Records, File);
        if (DatabaseFiles.IsThere(backup.Records + "-wal"))
        {
            OwnerOnly.CreateFile(File + "-wal");
            DatabaseFiles.Copy(backup.Records + "-wal", File + "-wal");
        }
    }

    /// <summary>Reads the head of its ledger; false where it is damaged or has none.</summary>
    public bool TryRead(out LedgerHead head)
    {
        head = null!;
        try
        {
            using var draft = Open();
            return BackupFolder.DamageOf(draft) is null && (head = BackupFolder.HeadOf(draft)!) is not null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Puts a ledger from a size on behind its own.</summary>
    /// <remarks>Entries prove; what they speak of is not in them. They stand behind the backup's as they stood, to the head that vouches for them.</remarks>
    public void Replay(LedgerSource source, long from, LedgerHead head)
    {
        using var draft = Open();
        using var transaction = draft.BeginTransaction();
        using var appender = new ReplayedEntries(draft);
        foreach (var part in source.Read().Where(part => part.Head is null && part.Index >= from).TakeWhile(part => part.Index < head.Size))
        {
            appender.Append(part);
        }

        appender.Finish(head);
        transaction.Commit();
    }

    /// <summary>Puts it in the place of the records.</summary>
    /// <returns>Where these lie now; null where there were none.</returns>
    public string? PutInPlace()
    {
        using (var draft = Open())
        using (var leave = draft.CreateCommand())
        {
            leave.CommandText = "PRAGMA journal_mode = DELETE";
            leave.ExecuteNonQuery();
        }

        DatabaseFiles.Sync(File);
        string? aside = null;
        if (DatabaseFiles.IsThere(files.Records))
        {
            aside = NameAside();
            IsPlaced = true;
            System.IO.File.Move(files.Records, aside);
            foreach (var part in DatabaseFiles.Beside.Where(part => System.IO.File.Exists(files.Records + part)))
            {
                System.IO.File.Move(files.Records + part, aside + part);
            }
        }

        IsPlaced = true;
        System.IO.File.Move(File, files.Records, overwrite: true);
        DatabaseFiles.Remove(files.Search);
        return aside;
    }

    private string NameAside()
    {
        for (var number = 1; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{files.Records}.replaced-{number}");
            if (!System.IO.File.Exists(name))
            {
                return name;
            }
        }
    }
}
