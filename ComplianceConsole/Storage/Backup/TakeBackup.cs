using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>A backup that was taken.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Entries">How many entries its ledger has.</param>
/// <param name="Root">The root of its ledger.</param>
/// <param name="Subjects">How many subjects' records it holds.</param>
/// <param name="Bytes">How long the copy is.</param>
public sealed record BackupTaken(BackupFolder Folder, long Entries, Hash256 Root, long Subjects, long Bytes)
{
    /// <summary>The line that scripts read, in every language the same.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"backup: {Entries} entries, root {Root}, {Bytes} bytes");
}

/// <summary>
/// Copies the records, as they stand at one moment, into a folder of their own while the console goes on: rows, ciphertext and ledger, without
/// free pages. Never the keyring, without which the copy says nothing and which is what a destruction destroys; never the search index, which
/// is derived.
/// </summary>
public sealed class TakeBackup(Operation operation, RecordsStore store, IClock clock)
{
    /// <summary>Takes a backup. The ledger says so before it begins, and the copy contains that entry.</summary>
    /// <param name="actor">Who asks; the right is <see cref="Right.ChangeSettings"/>.</param>
    /// <param name="directory">A folder that is empty or not there yet.</param>
    /// <param name="cancellation">Ends it before it began.</param>
    /// <returns>What was taken; or <see cref="NotAllowed"/>, <see cref="BackupFolderTaken"/>, <see cref="BackupUnwritable"/>.</returns>
    public async Task<Result<BackupTaken>> HandleAsync(Actor actor, string directory, CancellationToken cancellation)
    {
        var folder = new BackupFolder(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory)));
        var allowed = await operation.ReadAsync<Done>(
            actor,
            Right.ChangeSettings,
            "backup.take",
            (scope, _) =>
            {
                if (File.Exists(folder.Path) || (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any()))
                {
                    return Task.FromResult<Result<Done>>(new BackupFolderTaken(folder.Path));
                }

                scope.Record(ProcessingAction.Storage, "7.1");
                return Task.FromResult<Result<Done>>(default(Done));
            },
            cancellation);
        if (!allowed.TryGet(out _, out var refusal))
        {
            return refusal;
        }

        try
        {
            return await Task.Run(() => Copy(folder), cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            return new BackupUnwritable(folder.Path, error.Message);
        }
    }

    private Result<BackupTaken> Copy(BackupFolder folder)
    {
        OwnerOnly.CreateDirectory(folder.Path);
        var draft = folder.Records + ".new";
        OwnerOnly.CreateFile(draft);
        using (var connection = SqliteStore.Open(store.ConnectionString))
        using (var copy = connection.CreateCommand())
        {
            copy.CommandText = "VACUUM INTO $file";
            copy.CommandTimeout = 0;
            copy.Parameters.AddWithValue("$file", draft);
            copy.ExecuteNonQuery();
        }

        using (var written = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        var taken = Look(folder, draft);
        if (taken.IsDone)
        {
            File.Move(draft, folder.Records);
        }

        return taken;
    }

    // What was written is read back before it counts: a backup that does not hold is worse than none.
    private Result<BackupTaken> Look(BackupFolder folder, string draft)
    {
        using var copy = new SqliteConnection(BackupFolder.ReadOnly(draft));
        copy.Open();
        if (BackupFolder.DamageOf(copy) is { } damage)
        {
            return new BackupUnwritable(folder.Path, damage);
        }

        if (BackupFolder.HeadOf(copy) is not { } head || !store.Ledger.Authenticator.IsGenuine(head))
        {
            return new BackupUnwritable(folder.Path, "ledger");
        }

        using var subjects = new SqliteStatement(copy, "SELECT COUNT(*) FROM Subjects");
        subjects.Step();
        var taken = new BackupTaken(folder, head.Size, head.Root, subjects.Number(0), new FileInfo(draft).Length);
        folder.WriteNote(clock.GetCurrentInstant(), head);
        return taken;
    }
}
