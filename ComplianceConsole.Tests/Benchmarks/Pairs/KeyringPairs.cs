using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using ComplianceConsole.Tests.Benchmarks.Data;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>
/// Destruction and renewal of keys, beside nothing but the wraps they cannot do without: the survivors of a shelf and the 1,024 shelves.
/// The rest is durable: two root keys synced to disk, the commit, the log emptied, the old root key overwritten.
/// </summary>
internal static class KeyringPairs
{
    private const int Bulk = 100;
    private const int AnImport = 20_000;

    public static IEnumerable<Pair> Of(DataSet data)
    {
        var survivors = data.Subjects / Keyring.Shelves;
        var next = (long)data.Subjects;
        var keyring = data.Stores.Keyring;
        yield return Pair.Of(
            $"one key destroyed among {data.Subjects:N0}, {Keyring.Shelves + survivors:N0} wraps",
            Goal.None,
            () => Wrap(Keyring.Shelves + survivors),
            () => Destroy(keyring, ref next, 1)) with { MostARound = 20 };
        yield return Pair.Of(
            $"{Bulk} keys destroyed in one change, each",
            Goal.None,
            () => Wrap(Keyring.Shelves + (Bulk * survivors)),
            () => Destroy(keyring, ref next, Bulk)) with { MostARound = 1, Units = Bulk, Rounds = 5 };

        var directory = Directory.CreateTempSubdirectory("console-copy-").FullName;
        try
        {
            using var copy = new KeyringCopy(new CopyPlace(directory), data.Stores.Files, SystemClock.Instance, NullLogger<KeyringCopy>.Instance);
            var copies = new KeyringCopies([copy]);
            using var mirrored = new Keyring(data.Stores.Files.KeyringConnection, data.Service<KeyFiles>(), copies);
            Require(copies.AllInStep());
            yield return Pair.Of(
                "one key destroyed, with a live copy",
                Goal.None,
                () => Wrap(Keyring.Shelves + survivors),
                () => Destroy(mirrored, ref next, 1)) with { MostARound = 20 };
            yield return Pair.Of("one key made, with a live copy", Goal.None, () => Wrap(1), () => Make(mirrored)) with { MostARound = 50 };
            yield return Pair.Of(
                $"{AnImport:N0} keys made in one change, with a live copy, each",
                Goal.None,
                () => Wrap(AnImport),
                () =>
                {
                    Make(mirrored, AnImport);
                    Require(copy.State.Standing == CopyStanding.InStep);
                }) with { MostARound = 1, Units = AnImport, Rounds = 5 };
            yield return Pair.Of(
                $"a copy that has missed a change compared, {data.Subjects:N0} keys and their identifiers, each",
                Goal.None,
                () => Wrap(data.Subjects),
                () =>
                {
                    Make(keyring);
                    Require(copies.AllInStep());
                }) with { MostARound = 1, Units = data.Subjects, Rounds = 3 };
            yield return Pair.Of(
                "all keys renewed, each",
                Goal.None,
                () => Wrap(data.Subjects),
                () => Require(new TreeRotation(keyring).Run(progress: null, CancellationToken.None))) with { MostARound = 1, Units = data.Subjects, Rounds = 3 };
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Destroy(Keyring keyring, ref long next, int count)
    {
        using (var change = keyring.BeginChange())
        {
            for (var i = 0; i < count; i++)
            {
                change.Destroy(KeyHolder.Subject, next--, Instant.FromUtc(2026, 11, 20, 6, 0));
            }

            change.Commit();
        }

        Require(keyring.FinishRenewal());
    }

    private static void Make(Keyring keyring, int count = 1)
    {
        using var change = keyring.BeginChange();
        for (var i = 0; i < count; i++)
        {
            change.Create(KeyHolder.Notice).Cipher.Dispose();
        }

        change.Commit();
    }

    private static void Wrap(int times)
    {
        using var old = new AesGcm(RandomNumberGenerator.GetBytes(Cipher.KeyLength), 16);
        using var renewed = new AesGcm(RandomNumberGenerator.GetBytes(Cipher.KeyLength), 16);
        var wrapped = KeyWrap.Wrap(old, RandomNumberGenerator.GetBytes(Cipher.KeyLength), KeyName.Shelf(1));
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        for (var i = 0; i < times; i++)
        {
            KeyWrap.Unwrap(old, wrapped, KeyName.Shelf(1), key);
            _ = KeyWrap.Wrap(renewed, key, KeyName.Shelf(1));
        }
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidOperationException("The keyring did not follow.");
        }
    }
}
