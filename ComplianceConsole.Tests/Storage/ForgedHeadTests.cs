using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Storage;

/// <summary>
/// A ledger that somebody rewrote while the console stood still, without the key that vouches for heads: the first entry after the start is
/// refused, so that nothing made up is ever vouched for.
/// </summary>
public sealed class ForgedHeadTests
{
    [Fact]
    public async Task What_was_left_alone_is_gone_on_with()
    {
        await using var again = await AgainAsync(_ => { });

        Assert.True((await again.ReadAsync(Actors.Dpo, new SubjectId(1))).IsDone);
        Assert.True((await ChangeAsync(again)).IsDone);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_rewritten_with_its_leaf_and_root_and_a_made_up_tag_is_not_gone_on_with(bool keepsTag)
    {
        await using var again = await AgainAsync(connection =>
        {
            Run(connection, "DROP TRIGGER LedgerEntries_append_only");
            var last = (long)Scalar(connection, "SELECT MAX(\"Index\") FROM LedgerEntries");
            var bytes = (byte[])Scalar(connection, "SELECT Bytes FROM LedgerEntries ORDER BY \"Index\" DESC LIMIT 1");
            bytes[^1] ^= 1;
            using var write = connection.CreateCommand();
            write.CommandText = "UPDATE LedgerEntries SET Bytes = $bytes, LeafHash = $leaf WHERE \"Index\" = $index";
            write.Parameters.AddWithValue("$bytes", bytes);
            write.Parameters.AddWithValue("$leaf", Leaf(bytes));
            write.Parameters.AddWithValue("$index", last);
            Assert.Equal(1, write.ExecuteNonQuery());
            PutHead(connection, keepsTag);
        });

        await AssertRefusedAsync(again);
    }

    [Fact]
    public async Task An_entry_put_behind_with_a_made_up_tag_is_not_gone_on_with()
    {
        await using var again = await AgainAsync(connection =>
        {
            using var write = connection.CreateCommand();
            write.CommandText =
                "INSERT INTO LedgerEntries (\"Index\", Bytes, LeafHash) SELECT MAX(\"Index\") + 1, Bytes, LeafHash FROM LedgerEntries";
            Assert.Equal(1, write.ExecuteNonQuery());
            PutHead(connection, keepsTag: false);
        });

        await AssertRefusedAsync(again);
    }

    [Fact]
    public async Task A_genuine_head_over_other_entries_is_not_gone_on_with()
    {
        await using var again = await AgainAsync(connection =>
        {
            Run(connection, "DROP TRIGGER LedgerEntries_append_only");
            Run(connection, "UPDATE LedgerEntries SET LeafHash = (SELECT LeafHash FROM LedgerEntries WHERE \"Index\" = 0) WHERE \"Index\" = 1");
        });

        await AssertRefusedAsync(again);
    }

    private static async Task AssertRefusedAsync(TestStores stores)
    {
        var head = Head(stores);
        Assert.IsType<StoreUnavailable>((await stores.ReadAsync(Actors.Dpo, new SubjectId(1))).Refusal);
        Assert.IsType<StoreUnavailable>((await ChangeAsync(stores)).Refusal);
        Assert.Equal(head, Head(stores));
    }

    private static Task<Result<Done>> ChangeAsync(TestStores stores) =>
        stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.BlockSubject,
            "test.note",
            scope =>
            {
                scope.Record(ProcessingAction.Administration, "9.3", new SubjectId(1));
                return default(Done);
            },
            CancellationToken.None);

    private static async Task<TestStores> AgainAsync(Action<SqliteConnection> rewrite)
    {
        var first = await TestStores.OpenAsync();
        await first.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        Assert.True((await first.ReadAsync(Actors.Dpo, new SubjectId(1))).IsDone);
        await first.CloseAsync();
        TestStores.WritesPast(first.Files.Records);
        using (var connection = new SqliteConnection($"Data Source={first.Files.Records};Pooling=False"))
        {
            await connection.OpenAsync();
            rewrite(connection);
        }

        return await TestStores.OpenAsync(first.Directory);
    }

    // Size and root as they follow from the entries; the tag is what nobody without the key can make.
    private static void PutHead(SqliteConnection connection, bool keepsTag)
    {
        var range = new CompactRange();
        using (var read = connection.CreateCommand())
        {
            read.CommandText = "SELECT LeafHash FROM LedgerEntries ORDER BY \"Index\"";
            using var rows = read.ExecuteReader();
            while (rows.Read())
            {
                range.Append(new Hash256((byte[])rows[0]));
            }
        }

        var made = new HeadAuthenticator(new byte[HeadAuthenticator.KeyLength]).Vouch(range);
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE LedgerHeads SET Size = $size, Root = $root, Tag = CASE WHEN $keeps THEN Tag ELSE $tag END";
        write.Parameters.AddWithValue("$size", made.Size);
        write.Parameters.AddWithValue("$root", made.Root.ToArray());
        write.Parameters.AddWithValue("$tag", made.Tag.ToArray());
        write.Parameters.AddWithValue("$keeps", keepsTag);
        Assert.Equal(1, write.ExecuteNonQuery());
    }

    private static byte[] Leaf(byte[] bytes) => MerkleHash.Sha256([MerkleHash.LeafPrefix, .. bytes]).ToArray();

    private static string Head(TestStores stores)
    {
        using var connection = new SqliteConnection($"Data Source={stores.Files.Records};Pooling=False");
        connection.Open();
        return (string)Scalar(connection, "SELECT hex(Root) || hex(Tag) FROM LedgerHeads");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
