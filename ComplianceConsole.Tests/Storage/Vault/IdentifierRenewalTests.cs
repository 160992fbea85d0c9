using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Storage.Vault;

/// <summary>Identifiers come under a new outer key after destructions, while the console goes on.</summary>
public sealed class IdentifierRenewalTests
{
    private const int Many = 60;
    private const int Victim = 7;

    // The attacker's dictionary: every number and identifier there could be.
    private static readonly string[] s_phones = [.. Enumerable.Range(0, 10 * Many).Select(Phone)];
    private static readonly string[] s_bins = [.. Enumerable.Range(0, 10 * Many).Select(Bin)];

    [Fact]
    public async Task An_old_keyring_and_the_live_keys_find_nothing_of_the_destroyed_after_the_renewal_and_everything_before_it()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = Enter(stores);
        stores.Destroy(ids[0]);
        var old = TreeStores.Archive(stores.Files.Keyring, "old.db");
        var oldKeys = LiveKeys(stores);
        Assert.Equal(Expected(Victim), Guess(old, oldKeys, ids[Victim]));

        stores.Destroy(ids[Victim]);
        Assert.Equal(Expected(Victim), Guess(old, LiveKeys(stores), ids[Victim]));

        Assert.True(Renewal(stores).RunWhereDue(CancellationToken.None));
        Assert.True(stores.Keyring.FinishRenewal());
        foreach (var file in (string[])[old, stores.Files.Keyring])
        {
            Assert.Empty(Guess(file, LiveKeys(stores), ids[Victim]));
        }

        Assert.Empty(Guess(old, LiveKeys(stores), ids[1]));
        Assert.Equal(Expected(1), Guess(stores.Files.Keyring, LiveKeys(stores), ids[1]));
        Assert.Empty(UnwrappedSecrets(old, TreeStores.RootKeysIn(stores.Directory)));
        AssertWhole(stores, ids, 0, Victim);
        Assert.False(Renewal(stores).RunWhereDue(CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_destroyed_while_it_lasts_makes_it_due_again()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = Enter(stores);
        stores.Destroy(ids[0]);
        var commits = 0;
        string? old = null;
        stores.Keyring.Step = reached =>
        {
            if (string.Equals(reached, "committed", StringComparison.Ordinal) && ++commits == 3)
            {
                old = TreeStores.Archive(stores.Files.Keyring, "old.db");
                stores.Keyring.Step = null;
            }
        };
        using var cut = new CancellationTokenSource();
        Assert.True(Renewal(stores).RunWhereDue(cut.Token));
        stores.Destroy(ids[1]);
        Assert.Equal(Expected(1), Guess(old!, LiveKeys(stores), ids[1]));

        Assert.True(Renewal(stores).RunWhereDue(CancellationToken.None));

        Assert.Empty(Guess(old!, LiveKeys(stores), ids[1]));
        AssertWhole(stores, ids, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Wherever_it_is_cut_short_everybody_is_found_and_the_next_start_goes_on(string step, int time)
    {
        await using var first = await TestStores.OpenAsync();
        var ids = Enter(first);
        first.Destroy(ids[Victim]);
        var old = TreeStores.Archive(first.Files.Keyring, "old.db");
        var reachedTimes = 0;
        first.Keyring.Step = reached =>
        {
            if (IsAt(step, reached) && ++reachedTimes == time)
            {
                throw new CutShort();
            }
        };
        Assert.Throws<CutShort>(() => Renewal(first).RunWhereDue(CancellationToken.None));
        await first.CloseAsync();

        await using var again = await TestStores.OpenAsync(first.Directory);
        AssertWhole(again, ids, Victim);
        AssertUnique(again, ids);
        Renewal(again).RunWhereDue(CancellationToken.None);
        Assert.False(Renewal(again).RunWhereDue(CancellationToken.None));
        Assert.True(again.Keyring.FinishRenewal());
        AssertWhole(again, ids, Victim);
        Assert.Empty(Guess(old, LiveKeys(again), ids[Victim]));
        Assert.Null(new KeyTreeCheck(again.Files, again.Keyring).First(CancellationToken.None));
        Assert.Equal(0, TestStores.Sql(again.Files.Keyring, "SELECT RenewedTo FROM IdentifierKeys"));
        Assert.Equal(2, TestStores.Sql(again.Files.Keyring, "SELECT COUNT(*) FROM Secrets WHERE Name LIKE 'identifiers%'"));
    }

    public static TheoryData<string, int> Steps()
    {
        var data = new TheoryData<string, int>();
        foreach (var step in (string[])["commit", "committed"])
        {
            foreach (var time in (int[])[1, 2, 4, 9])
            {
                data.Add(step, time);
            }
        }

        data.Add("write next", 1);
        data.Add("next written", 1);
        data.Add("overwrite root.key", 1);
        data.Add("rename root.key.next", 1);
        return data;
    }

    [Fact]
    public async Task While_it_lasts_everybody_is_found_and_nothing_is_given_twice_and_two_processes_enter_and_change_and_renew()
    {
        await using var server = await TestStores.OpenAsync();
        await using var verb = await TestStores.OpenAsync(server.Directory);
        var ids = Enter(server);
        server.Destroy(ids[Victim]);
        var changes = 0;
        server.Keyring.Step = reached =>
        {
            if (string.Equals(reached, "commit", StringComparison.Ordinal))
            {
                changes++;
            }
        };

        var entered = new List<long>();
        var renewals = new[] { server, verb }.Select(stores => Task.Run(() => Renewal(stores).RunWhereDue(CancellationToken.None))).ToArray();
        do
        {
            foreach (var stores in (TestStores[])[server, verb])
            {
                AssertWhole(stores, ids, Victim);
                AssertUnique(stores, ids);
                entered.AddRange(Enter(stores, 1, Many + entered.Count));
                using var change = stores.Keyring.BeginChange();
                change.Release(IdentifierKind.Phone, Phone(1), ids[1]);
                Assert.Null(change.Reserve(IdentifierKind.Phone, Phone(1), ids[1], pending: true));
                change.Confirm(IdentifierKind.Phone, Phone(1), ids[1]);
                change.KeepOnly(ids[2], [(IdentifierKind.ExternalId, "u-2"), (IdentifierKind.Email, "u2@example.kz"), (IdentifierKind.Phone, Phone(2)), (IdentifierKind.Bin, Bin(2))]);
                change.Commit();
            }
        }
        while (!renewals.All(one => one.IsCompleted));

        Assert.Contains(true, await Task.WhenAll(renewals));
        Assert.True(changes > 3);
        Assert.False(Renewal(verb).RunWhereDue(CancellationToken.None));
        AssertWhole(server, ids, Victim);
        for (var i = 0; i < entered.Count; i++)
        {
            Assert.Equal([entered[i]], verb.Keyring.FindSubjects(IdentifierKind.Bin, Bin(Many + i), 9));
        }

        Assert.Equal(4 * (Many - 1 + entered.Count), TestStores.Sql(server.Files.Keyring, "SELECT COUNT(*) FROM Identifiers"));
        Assert.Equal(0, TestStores.Sql(server.Files.Keyring, "SELECT COUNT(*) FROM Identifiers WHERE Pending = 1"));
    }

    [Fact]
    public async Task A_keyring_of_an_earlier_version_is_given_an_outer_key_at_its_next_start()
    {
        await using var first = await TestStores.OpenAsync();
        var ids = Enter(first);
        first.Destroy(ids[Victim]);
        PutBackBeforeOuterKeys(first);
        await first.CloseAsync();

        await using var again = await TestStores.OpenAsync(first.Directory);

        AssertWhole(again, ids, Victim);
        Assert.Equal(2, TestStores.Sql(again.Files.Keyring, "SELECT COUNT(*) FROM Secrets WHERE Name LIKE 'identifiers%'"));
        Assert.NotEqual(again.Keyring.Hash(IdentifierKind.Phone, Phone(1)), StoredIn(again.Files.Keyring, ids[1], IdentifierKind.Phone));
        Assert.False(Renewal(again).RunWhereDue(CancellationToken.None));
    }

    [Fact]
    public async Task An_external_id_of_a_destroyed_subject_is_refused_after_a_renewal_as_before()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = Enter(stores);
        Assert.True(Renewal(stores).Run(CancellationToken.None));
        stores.Destroy(ids[Victim]);
        Assert.NotNull(stores.Keyring.FindDestroyed(["u-7"])[0]);

        Assert.True(Renewal(stores).RunWhereDue(CancellationToken.None));

        Assert.NotNull(stores.Keyring.FindDestroyed(["u-7"])[0]);
        Assert.Null(stores.Keyring.FindDestroyed(["u-8"])[0]);
    }

    [Fact]
    public async Task Copies_follow_and_one_that_is_away_holds_up_the_last_step_alone()
    {
        var folder = Directory.CreateTempSubdirectory("console-copy-").FullName;
        await using var stores = await TestStores.OpenAsync(copies: [folder]);
        var ids = Enter(stores);
        stores.Destroy(ids[Victim]);
        Directory.Move(folder, folder + "-away");

        Assert.ThrowsAny<Exception>(() => Renewal(stores).RunWhereDue(CancellationToken.None));
        AssertWhole(stores, ids, Victim);

        Directory.Move(folder + "-away", folder);
        Assert.True(Renewal(stores).RunWhereDue(CancellationToken.None));
        AssertWhole(stores, ids, Victim);
        Assert.True(stores.Keyring.Copies.AllInStep());
        foreach (var table in (string[])["Identifiers", "IdentifierKeys", "Secrets"])
        {
            Assert.Equal(Dump(stores.Files.Keyring, table), Dump(Path.Combine(folder, "keys.db"), table));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("UPDATE Identifiers SET Hash = randomblob(32) WHERE Kind = 2 AND SubjectId = (SELECT MIN(SubjectId) FROM Identifiers)")]
    [InlineData("UPDATE IdentifierKeys SET RenewedTo = 5")]
    [InlineData("UPDATE Secrets SET WrappedKey = randomblob(60) WHERE Name = 'identifiers.outer'")]
    public async Task Verification_finds_identifiers_that_stand_under_another_key_than_they_should(string sql)
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.AddGulnaraAsync();
        var sound = await stores.VerifyAsync();
        Assert.True(sound.Holds, sound.ToString());

        TestStores.Sql(stores.Files.Keyring, sql);

        await stores.CloseAsync();
        await using var again = await TestStores.OpenAsync(stores.Directory);
        var found = await again.VerifyAsync();
        Assert.False(found.Holds);
        Assert.StartsWith("keyring: ", found.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sealed_in_bulk_stands_as_what_is_sealed_alone_and_opens_again()
    {
        using var key = new OuterKey(RandomNumberGenerator.GetBytes(32));
        var hashes = RandomNumberGenerator.GetBytes(OuterKey.HashLength * 9);
        var bulk = hashes.ToArray();
        key.SealAll(bulk);
        for (var at = 0; at < hashes.Length; at += OuterKey.HashLength)
        {
            var stored = key.Seal(hashes.AsSpan(at, OuterKey.HashLength));
            Assert.Equal(stored, bulk[at..(at + OuterKey.HashLength)]);
            Assert.Equal(hashes[at..(at + OuterKey.HashLength)], key.Open(stored));
        }

        key.OpenAll(bulk);
        Assert.Equal(hashes, bulk);
    }

    private static bool IsAt(string step, string reached) =>
        reached.Split(' ', 2) is [var what, var file] && Path.IsPathRooted(file)
            ? string.Equals($"{what} {Path.GetFileName(file)}", step, StringComparison.Ordinal)
            : string.Equals(reached, step, StringComparison.Ordinal);

    private static IdentifierRenewal Renewal(TestStores stores) => new(stores.Keyring) { Part = 37 };

    private static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"+7701{number:D7}");

    private static string Bin(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:D12}");

    private static long[] Enter(TestStores stores, int count = Many, int from = 0)
    {
        using var change = stores.Keyring.BeginChange();
        var ids = new long[count];
        for (var i = 0; i < count; i++)
        {
            var holder = change.Create(KeyHolder.Subject);
            holder.Cipher.Dispose();
            ids[i] = holder.Id;
            foreach (var (kind, canonical) in Held(from + i))
            {
                Assert.Null(change.Reserve(kind, canonical, holder.Id, pending: false));
            }
        }

        change.Commit();
        return ids;
    }

    private static (IdentifierKind Kind, string Canonical)[] Held(int number) =>
    [
        (IdentifierKind.ExternalId, string.Create(CultureInfo.InvariantCulture, $"u-{number}")),
        (IdentifierKind.Email, string.Create(CultureInfo.InvariantCulture, $"u{number}@example.kz")),
        (IdentifierKind.Phone, Phone(number)),
        (IdentifierKind.Bin, Bin(number)),
    ];

    private static void AssertWhole(TestStores stores, long[] ids, params int[] destroyed)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            foreach (var (kind, canonical) in Held(i))
            {
                Assert.Equal(destroyed.Contains(i) ? [] : [ids[i]], stores.Keyring.FindSubjects(kind, canonical, 9));
            }
        }

        Assert.Equal(
            ids.Select((id, i) => destroyed.Contains(i) ? (long?)null : id),
            stores.Keyring.FindOwners(IdentifierKind.Email, [.. ids.Select((_, i) => Held(i)[1].Canonical)]));
    }

    private static void AssertUnique(TestStores stores, long[] ids)
    {
        using var change = stores.Keyring.BeginChange();
        foreach (var number in (int[])[0, 30, Many - 1])
        {
            foreach (var (kind, canonical) in Held(number).Take(2))
            {
                foreach (var other in (long[])[ids[1], ids[^2], 1_000_000])
                {
                    Assert.Equal(ids[number], change.Reserve(kind, canonical, other, pending: false));
                    Assert.False(change.Add(kind, stores.Keyring.Hash(kind, canonical), other));
                }

                Assert.Null(change.Reserve(kind, canonical, ids[number], pending: false));
                Assert.Equal(ids[number], change.OwnerOf(kind, canonical));
            }
        }
    }

    private static SortedSet<string> Expected(int number) => new([Phone(number), Bin(number)], StringComparer.Ordinal);

    /// <summary>What somebody finds out of a subject's identifiers who has a file of the keyring, the live inner key, and outer keys, and tries all there are.</summary>
    private static SortedSet<string> Guess(string file, (Keyring Inner, List<byte[]> Outer) keys, long subject)
    {
        var stored = Dump(file, "Identifiers").Select(row => row.Split('|')).Where(row => IsOf(row, subject)).Select(row => row[1]).ToHashSet(StringComparer.Ordinal);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (kind, words) in new[] { (IdentifierKind.Phone, s_phones), (IdentifierKind.Bin, s_bins) })
        {
            foreach (var word in words)
            {
                var hash = keys.Inner.Hash(kind, word);
                if (stored.Contains(Convert.ToHexString(hash)) || keys.Outer.Any(key => stored.Contains(Sealed(key, hash))))
                {
                    found.Add(word);
                }
            }
        }

        return found;
    }

    private static string Sealed(byte[] key, byte[] hash)
    {
        using var outer = new OuterKey(key);
        return Convert.ToHexString(outer.Seal(hash));
    }

    private static (Keyring Inner, List<byte[]> Outer) LiveKeys(TestStores stores) =>
        (stores.Keyring, UnwrappedSecrets(stores.Files.Keyring, TreeStores.RootKeysIn(stores.Directory)));

    /// <summary>Every secret of a file that opens under one of the root keys, tried as an outer key.</summary>
    private static List<byte[]> UnwrappedSecrets(string file, byte[][] roots)
    {
        var keys = new List<byte[]>();
        foreach (var secret in Dump(file, "Secrets").Select(row => row.Split('|')))
        {
            foreach (var root in roots)
            {
                using var cipher = new AesGcm(root, 16);
                var key = new byte[Cipher.KeyLength];
                try
                {
                    KeyWrap.Unwrap(cipher, Convert.FromHexString(secret[1]), KeyName.Secret(secret[0]), key);
                    keys.Add(key);
                }
                catch (CryptographicException)
                {
                    // Wrapped under another root key.
                }
            }
        }

        return keys;
    }

    private static byte[] StoredIn(string file, long subject, IdentifierKind kind) =>
        Convert.FromHexString(Dump(file, "Identifiers").Select(row => row.Split('|'))
            .Single(row => string.Equals(row[0], ((int)kind).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) && IsOf(row, subject))[1]);

    private static bool IsOf(string[] row, long subject) => string.Equals(row[2], subject.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static List<string> Dump(string file, string table)
    {
        var rows = new List<string>();
        using var connection = SqliteStore.Open(SqliteStore.ConnectionString(file));
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader[i] is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader[i], CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private static void PutBackBeforeOuterKeys(TestStores stores)
    {
        using var connection = SqliteStore.Open(stores.Files.KeyringConnection);
        var held = stores.Keyring.ReadIdentifiers(connection);
        foreach (var row in Dump(stores.Files.Keyring, "Identifiers").Select(row => row.Split('|')))
        {
            var hash = held.HashOf(Convert.FromHexString(row[1]), long.Parse(row[2], CultureInfo.InvariantCulture));
            TestStores.Sql(stores.Files.Keyring, $"UPDATE Identifiers SET Hash = x'{Convert.ToHexString(hash)}' WHERE Kind = {row[0]} AND SubjectId = {row[2]}");
        }

        TestStores.Sql(
            stores.Files.Keyring,
            "DELETE FROM Secrets WHERE Name = 'identifiers.outer'; DROP TABLE IdentifierKeys; DELETE FROM __EFMigrationsHistory WHERE MigrationId = '20261122000000_OuterKey'");
    }

    private sealed class CutShort : Exception;
}
