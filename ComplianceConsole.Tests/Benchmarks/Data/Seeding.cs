using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>Fills stores: keys, identifiers and sealed rows, as the import writes them but without its checks.</summary>
internal static class Seeding
{
    private const int Batch = 20_000;

    public static void Fill(TestStores stores, int subjects)
    {
        var people = new SyntheticPeople();
        using var connection = SqliteStore.Open(stores.Files.RecordsConnection);
        using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO Subjects (Id, State, ConsentState, PolicyVersion, CreatedAt, Revision, NextSequence, Profile)
            VALUES ($id, 0, $consent, '2025-03', $now, 0, 1, $profile)
            """;
        var id = insert.Parameters.Add("$id", SqliteType.Integer);
        insert.Parameters.AddWithValue("$consent", (int)ConsentState.Given);
        insert.Parameters.AddWithValue("$now", stores.Clock.Now.ToUnixTimeTicks());
        var sealedProfile = insert.Parameters.Add("$profile", SqliteType.Blob);
        for (var from = 0; from < subjects; from += Batch)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            using var keys = stores.Keyring.BeginChange();
            for (var number = from; number < Math.Min(subjects, from + Batch); number++)
            {
                var profile = people.Person(number);
                var holder = keys.Create(KeyHolder.Subject);
                using var cipher = holder.Cipher;
                foreach (var (kind, canonical) in Identifiers.Of(profile))
                {
                    keys.Reserve(kind, canonical, holder.Id, pending: false);
                }

                id.Value = holder.Id;
                sealedProfile.Value = Cipher.Seal(
                    cipher, KeyHolder.Subject, holder.Id, Places.Profile(holder.Id), ProfileCodec.Write(profile));
                insert.ExecuteNonQuery();
            }

            keys.Commit();
            transaction.Commit();
        }
    }
}
