using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>The parts of a page on their own: two prepared statements a subject, one unwrapping and one decryption, into one buffer.</summary>
internal sealed class RawPage : IDisposable
{
    private readonly SqliteConnection _records;
    private readonly SqliteConnection _keyring;
    private readonly SqliteStatement _row;
    private readonly SqliteStatement _key;
    private readonly SqliteStatement[] _transactions;
    private readonly AesGcm[] _shelves = new AesGcm[Keyring.Shelves];
    private readonly byte[] _plain = new byte[64 * 1024];

    public RawPage(StoreFiles files, KeyFiles keys)
    {
        _records = SqliteStore.Open(files.RecordsConnection);
        _keyring = SqliteStore.Open(files.KeyringConnection);
        _row = new SqliteStatement(
            _records,
            "SELECT State, BlockedAt, BlockedBy, ConsentState, PolicyVersion, CreatedAt, Revision, NextSequence, Profile FROM Subjects WHERE Id = ?1");
        _key = new SqliteStatement(_keyring, "SELECT WrappedKey FROM HolderKeys WHERE Kind = 0 AND Id = ?1");
        _transactions =
        [
            new SqliteStatement(_records, "BEGIN"), new SqliteStatement(_keyring, "BEGIN"),
            new SqliteStatement(_records, "COMMIT"), new SqliteStatement(_keyring, "COMMIT"),
        ];
        OpenShelves(keys);
    }

    /// <summary>Reads and decrypts these subjects. Returns how many bytes they have.</summary>
    public int Run(ReadOnlySpan<long> numbers)
    {
        var length = 0;
        _transactions[0].Execute();
        _transactions[1].Execute();
        foreach (var number in numbers)
        {
            length += Decrypt(number);
        }

        _transactions[2].Execute();
        _transactions[3].Execute();
        return length;
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_row, _key, .. _transactions, .. _shelves, _records, _keyring])
        {
            part.Dispose();
        }
    }

    private int Decrypt(long number)
    {
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        _key.Bind(1, number).Step();
        KeyWrap.Unwrap(_shelves[Keyring.ShelfOf(number)], _key.Blob(0), KeyName.Holder(KeyHolder.Subject, number), key);
        _key.Reset();
        using var cipher = new AesGcm(key, 16);
        _row.Bind(1, number).Step();
        var profile = _row.Blob(8);
        var length = profile.Length - Cipher.Overhead;
        Span<byte> associated = stackalloc byte[64];
        cipher.Decrypt(
            profile.Slice(12, 12), profile[24..^16], profile[^16..], _plain.AsSpan(0, length), associated[..Associate(number, profile, associated)]);
        _row.Reset();
        return length;
    }

    private static int Associate(long number, ReadOnlySpan<byte> profile, Span<byte> associated)
    {
        profile[..12].CopyTo(associated);
        var length = 12;
        Append("SubjectRow"u8, associated, ref length);
        number.TryFormat(associated[(length + 1)..], out var digits, provider: CultureInfo.InvariantCulture);
        associated[length] = (byte)digits;
        length += digits + 1;
        Append("Profile"u8, associated, ref length);
        return length;
    }

    private static void Append(ReadOnlySpan<byte> part, Span<byte> associated, ref int length)
    {
        associated[length] = (byte)part.Length;
        part.CopyTo(associated[(length + 1)..]);
        length += part.Length + 1;
    }

    private void OpenShelves(KeyFiles keys)
    {
        using var shelves = new SqliteStatement(_keyring, "SELECT WrappedKey FROM Shelves ORDER BY Id");
        using var root = new AesGcm(keys.Roots.Candidates()[0], 16);
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        for (var shelf = 0; shelf < _shelves.Length; shelf++)
        {
            shelves.Step();
            KeyWrap.Unwrap(root, shelves.Blob(0), KeyName.Shelf(shelf), key);
            _shelves[shelf] = new AesGcm(key, 16);
        }
    }
}
