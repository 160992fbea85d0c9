using System.Security.Cryptography;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Destroys the keys of letters about persons whose data was destroyed, once the letters are out or taken back: removing such a key does not suffice,
/// since the letter says who they were, and older copies of the keyring have the key. Those that went out before the destruction go with it; these
/// are the others, among them the one that says "destroyed". Policy 2.1(10), 9.4.
/// </summary>
public sealed partial class NoticeDestructions(
    IDbContextFactory<RecordsContext> contexts, StoreFiles files, KeyDestruction keys, ILogger<NoticeDestructions> logger)
{
    private const int MostAtOnce = 100;

    private readonly HashSet<long> _destroyed = [];

    /// <summary>Destroys what is due, with one renewal of the tree for many. What fails now is tried again by the next sweep.</summary>
    /// <returns>How many keys were destroyed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var destroyed = 0;
        foreach (var part in (await DueAsync(cancellation)).Chunk(MostAtOnce))
        {
            try
            {
                var holders = Array.ConvertAll(part, id => (KeyHolder.Notice, id));
                if (!await keys.DestroyAsync((_, _) => Task.FromResult<IReadOnlyList<(KeyHolder Kind, long Id)>>(holders), cancellation))
                {
                    break;
                }

                destroyed += part.Length;
            }
            catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException or StoreException or CryptographicException)
            {
                // A copy of the keyring that does not answer is among them: without it nothing is destroyed.
                LogUnfinished(part.Length, error);
                break;
            }
        }

        return destroyed;
    }

    private async Task<List<long>> DueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var gone = db.Subjects.Where(subject => subject.State == SubjectState.Destroyed || subject.State == SubjectState.Depersonalised);
        var spent = await SpentNotices.About(db, gone).ToListAsync(cancellation);
        spent.RemoveAll(_destroyed.Contains);
        if (spent.Count > 0)
        {
            using var connection = SqliteStore.Open(files.KeyringConnection);
            using var tombstone = new SqliteStatement(connection, "SELECT 1 FROM Tombstones WHERE Kind = ?1 AND Id = ?2");
            spent.RemoveAll(id => IsDestroyed(tombstone, id) && _destroyed.Add(id));
        }

        return spent;
    }

    private static bool IsDestroyed(SqliteStatement tombstone, long id)
    {
        var isSet = tombstone.Bind(1, (long)KeyHolder.Notice).Bind(2, id).Step();
        tombstone.Reset();
        return isSet;
    }

    [LoggerMessage(LogLevel.Warning, "The keys of {Count} letters about destroyed subjects could not be destroyed; it will be tried again in a minute.")]
    private partial void LogUnfinished(int count, Exception error);
}
