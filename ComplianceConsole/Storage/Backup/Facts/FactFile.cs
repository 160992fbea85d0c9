using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup.Facts;

/// <summary>
/// The facts of one copy: a file of SQLite's, so that a shipment that is cut short leaves the one before it, and a row that is replaced or goes
/// is overwritten. Rows lie in the order of their names and bear no mark of when they came, so that remainders lie in the order of their random
/// handles here too. Each stands under an authentication code of the ledger's key: who can write the copy must not be able to block, release or
/// depersonalise anybody by the next restoration.
/// </summary>
internal sealed class FactFile : IDisposable
{
    private const int Patience = 5;

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS Facts (Name TEXT NOT NULL, Key TEXT NOT NULL, Row BLOB NOT NULL, Tag BLOB NOT NULL, PRIMARY KEY (Name, Key)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS States (Id INTEGER PRIMARY KEY, Size INTEGER NOT NULL, Leaf BLOB NOT NULL, Tag BLOB NOT NULL);
        """;

    private readonly SqliteConnection _connection;
    private readonly byte[] _key;

    private FactFile(SqliteConnection connection, byte[] key) => (_connection, _key) = (connection, key);

    private static ReadOnlySpan<byte> OfRow => "ComplianceConsole fact 1\0"u8;

    private static ReadOnlySpan<byte> OfState => "ComplianceConsole facts 1\0"u8;

    /// <summary>Opens the file to write in it, and makes it where there is none.</summary>
    /// <exception cref="IOException">The copy is not there.</exception>
    /// <exception cref="SqliteException">The file is none of facts, or somebody else is at it.</exception>
    public static FactFile Open(TailFolder folder, byte[] ledgerKey)
    {
        folder.Prepare(folder.Facts);
        var connection = SqliteStore.Open(Way(folder.Facts, SqliteOpenMode.ReadWrite));
        try
        {
            using var tables = connection.CreateCommand();
            tables.CommandText = Tables;
            tables.ExecuteNonQuery();
            return new FactFile(connection, ledgerKey);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file to read it.</summary>
    /// <exception cref="SqliteException">The file is none of facts.</exception>
    public static FactFile Read(string file, byte[] ledgerKey)
    {
        var connection = new SqliteConnection(Way(file, SqliteOpenMode.ReadOnly));
        connection.Open();
        return new FactFile(connection, ledgerKey);
    }

    /// <summary>Begins a shipment; what it wrote stands once the result is committed.</summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction();

    /// <summary>As of which ledger the facts are: its size, and the leaf of its last entry. Null where that is not known.</summary>
    public (long Size, Hash256 Leaf)? State()
    {
        using var row = new SqliteStatement(_connection, "SELECT Size, Leaf, Tag FROM States WHERE Id = 1");
        return row.Step()
            && row.Blob(1).Length == Hash256.Length
            && CryptographicOperations.FixedTimeEquals(TagOf(row.Number(0), row.Blob(1)), row.Blob(2))
                ? (row.Number(0), new Hash256(row.Blob(1)))
                : null;
    }

    /// <summary>Says as of which ledger they are.</summary>
    public void Write(long size, Hash256 leaf)
    {
        using var write = new SqliteStatement(_connection, "INSERT OR REPLACE INTO States (Id, Size, Leaf, Tag) VALUES (1, ?1, ?2, ?3)");
        write.Bind(1, size).BindBlob(2, leaf.AsSpan()).BindBlob(3, TagOf(size, leaf.AsSpan())).Execute();
    }

    /// <summary>Takes all rows away.</summary>
    public void Clear()
    {
        using var clear = new SqliteStatement(_connection, "DELETE FROM Facts");
        clear.Execute();
    }

    /// <summary>Writes rows as they are now, and takes away those that are not any more.</summary>
    public void Write(IEnumerable<(RecordName Name, StoredRow? Row)> rows)
    {
        using var write = new SqliteStatement(_connection, "INSERT OR REPLACE INTO Facts (Name, Key, Row, Tag) VALUES (?1, ?2, ?3, ?4)");
        using var remove = new SqliteStatement(_connection, "DELETE FROM Facts WHERE Name = ?1 AND Key = ?2");
        foreach (var (name, row) in rows)
        {
            if (row is null)
            {
                remove.Bind(1, name.Table).Bind(2, name.Key).Execute();
            }
            else
            {
                var bytes = row.ToBytes();
                write.Bind(1, name.Table).Bind(2, name.Key).BindBlob(3, bytes).BindBlob(4, TagOf(name.Table, name.Key, bytes)).Execute();
            }
        }
    }

    /// <summary>All rows; null in the place of one that is not as it was shipped.</summary>
    /// <exception cref="SqliteException">The file is damaged.</exception>
    public IEnumerable<(RecordName Name, StoredRow? Row)> Rows()
    {
        using var rows = new SqliteStatement(_connection, "SELECT Name, Key, Row, Tag FROM Facts");
        while (rows.Step())
        {
            var (table, key, bytes) = (rows.Text(0), rows.Text(1), rows.Blob(2).ToArray());
            var isGenuine = CryptographicOperations.FixedTimeEquals(TagOf(table, key, bytes), rows.Blob(3));
            yield return (new RecordName(table, key), isGenuine ? StoredRow.FromBytes(bytes) : null);
        }
    }

    public void Dispose() => _connection.Dispose();

    private static string Way(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = Patience, Pooling = false, Mode = mode }.ToString();

    private byte[] TagOf(string table, string key, byte[] row)
    {
        var name = Encoding.UTF8.GetBytes($"{table}\0{key}\0");
        return HMACSHA256.HashData(_key, (byte[])[.. OfRow, .. name, .. row]);
    }

    private byte[] TagOf(long size, ReadOnlySpan<byte> leaf)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, size);
        return HMACSHA256.HashData(_key, (byte[])[.. OfState, .. number, .. leaf]);
    }
}
