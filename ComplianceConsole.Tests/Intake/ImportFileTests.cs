using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Intake;

/// <summary>Files that are refused whole, files that are only unusual, and who may import.</summary>
public sealed class ImportFileTests
{
    private static readonly string s_good = Imports.File(Imports.Row("u1"), Imports.Row("u2"));

    public static TheoryData<string, byte[]> RefusedFiles() =>
        new()
        {
            { nameof(FileNotUtf8), [.. Encoding.UTF8.GetBytes(s_good), .. Encoding.Latin1.GetBytes(Imports.Row("u3", ("post", "é")))] },
            { nameof(FileNotUtf8), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(s_good)] },
            { nameof(FileNotUtf8), [.. Encoding.UTF8.GetBytes(s_good + "u3,Ерм"), 0xFF] },
            { nameof(FileNotUtf8), [.. Encoding.UTF8.GetBytes(Json() + "{\"external_id\":\"u3"), 0xC3, 0x28] },
            { nameof(FileEmpty), [] },
            { nameof(FileTruncated), Encoding.UTF8.GetBytes(s_good + "u3,Ермекова,Айгүл,+770") },
            { nameof(FileTruncated), Encoding.UTF8.GetBytes(Json() + "{\"external_id\":\"u3\",\"last") },
            { nameof(FileTruncated), Encoding.UTF8.GetBytes(s_good + "u3,Ермекова").SkipLast(1).ToArray() },
            { nameof(FileTruncated), Encoding.UTF8.GetBytes(Json() + "{\"external_id\":\"u3\",\"last_name\":\"Ермекова").SkipLast(1).ToArray() },
            { nameof(FileMalformed), Encoding.UTF8.GetBytes(s_good + "u3,\"Ермекова,Айгүл") },
            { nameof(FileMalformed), Encoding.UTF8.GetBytes(s_good + "u3,\"Ерме\"кова,Айгүл\r\n") },
            { nameof(FileMalformed), Encoding.UTF8.GetBytes("{\"external_id\":}\n" + Json()) },
            { nameof(FileRecordTooLong), Encoding.UTF8.GetBytes(s_good + "u3,\"" + new string('x', 9 << 20)) },
            { nameof(FileRecordTooLong), Encoding.UTF8.GetBytes("{\"post\":\"" + new string('x', 9 << 20)) },
            { nameof(FileLacksColumns), Encoding.UTF8.GetBytes(s_good.Replace(",newsletter", "", StringComparison.Ordinal)) },
            { nameof(FileLacksColumns), Encoding.UTF8.GetBytes("{\"external_id\":\"u1\"}\n") },
            { nameof(FileNotCommaSeparated), Encoding.UTF8.GetBytes(s_good.Replace(',', ';')) },
            { nameof(FileNotCommaSeparated), Encoding.UTF8.GetBytes(s_good.Replace(',', '\t')) },
            { nameof(FileLacksColumns), Encoding.UTF8.GetBytes("external_id\nu1\n") },
            { nameof(FileRepeatsColumn), Encoding.UTF8.GetBytes(s_good.Replace("website", "Post", StringComparison.Ordinal)) },
        };

    [Theory]
    [MemberData(nameof(RefusedFiles))]
    public async Task Is_refused_whole_and_nothing_is_taken_in(string refusal, byte[] bytes)
    {
        await using var stores = await Imports.OpenAsync();

        var imported = await Imports.ImportAsync(stores, new MemoryFile(bytes));

        Assert.Equal(refusal, imported.Answer.Refusal?.Code);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task A_missing_file_is_refused_in_words()
    {
        await using var stores = await Imports.OpenAsync();

        var imported = await Imports.ImportAsync(stores, new ComplianceConsole.Intake.Files.DiskFile("/no/such/file.csv"));

        Assert.IsType<FileUnreadable>(imported.Answer.Refusal);
    }

    [Fact]
    public async Task A_mark_at_the_beginning_and_missing_ends_of_lines_do_not_matter()
    {
        foreach (var text in (string[])["\uFEFF" + s_good, s_good.TrimEnd(), s_good.Replace("\r", "", StringComparison.Ordinal), s_good + "\r\n\r\n", "\uFEFF" + Json()])
        {
            await using var stores = await Imports.OpenAsync();
            Assert.Equal((2, 0, 0), (await Imports.ImportAsync(stores, text)).Counts);
        }
    }

    [Fact]
    public async Task Json_lines_say_the_same_as_csv()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, s_good);

        var again = await Imports.ImportAsync(stores, Json());

        Assert.Equal((2, 0, 0), again.Counts);
        Assert.Equal(0, again.Result.Changed);
    }

    [Fact]
    public async Task A_json_value_that_is_no_text_rejects_its_row_alone()
    {
        await using var stores = await Imports.OpenAsync();
        var lines = Json().Split('\n');

        var imported = await Imports.ImportAsync(
            stores,
            string.Join('\n', lines[0].Replace("\"Engineer\"", "{\"a\":[1]}", StringComparison.Ordinal), lines[1].Replace("Engineer", "\\ud800", StringComparison.Ordinal), lines[0].Replace("u1", "u3", StringComparison.Ordinal)));

        Assert.Equal((1, 0, 2), imported.Counts);
        Assert.All(imported.Notes, note => Assert.Equal(RowReason.Shape, note.Reason));
    }

    [Fact]
    public async Task Unknown_columns_are_named_and_a_password_is_dropped_unread()
    {
        await using var stores = await Imports.OpenAsync();
        var text = $"{Imports.Header},password,shoe_size\r\n{Imports.Row("u1")},hunter2hunter2,43\r\n";

        var imported = await Imports.ImportAsync(stores, text);

        Assert.Equal((1, 0, 0), imported.Counts);
        Assert.Equal(["shoe_size"], imported.Result.UnknownColumns);
        Assert.True(imported.Result.DroppedPassword);
        var held = (await stores.ReadAsync(Actors.Dpo, new(1))).Value;
        Assert.DoesNotContain(held.Fields.Values, field => field.Value.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_with_too_few_or_too_many_values_is_rejected_and_a_number_sign_begins_no_comment()
    {
        await using var stores = await Imports.OpenAsync();

        var imported = await Imports.ImportAsync(stores, Imports.File("u1,x", Imports.Row("u2") + ",more", Imports.Row("#3", ("email", "u3@example.kz"))));

        Assert.Equal((1, 0, 2), imported.Counts);
        Assert.All(imported.Notes, note => Assert.Equal(RowReason.Shape, note.Reason));
    }

    [Fact]
    public async Task Who_was_seen_in_the_file_is_rejected_whatever_became_of_the_row_before()
    {
        await using var stores = await Imports.OpenAsync();

        var imported = await Imports.ImportAsync(
            stores,
            Imports.File(
                Imports.Row("u1", ("phone", "12")),
                Imports.Row("u1", ("email", "other@example.kz")),
                Imports.Row("u3", ("email", "U1@EXAMPLE.KZ")),
                Imports.Row("u4", ("email", "last@пример.kz")),
                Imports.Row("u5", ("email", "LAST@xn--e1afmkfd.kz"))));

        Assert.Equal((1, 0, 4), imported.Counts);
        Assert.Equal(
            [RowReason.Phone, RowReason.ExternalIdRepeated, RowReason.EmailRepeated, RowReason.EmailRepeated],
            imported.Notes.Select(note => note.Reason));
    }

    [Fact]
    public async Task Only_those_who_may_import_do_and_the_refusal_is_recorded()
    {
        await using var stores = await Imports.OpenAsync();
        foreach (var actor in Actors.Without(Right.Import))
        {
            Assert.IsType<NotAllowed>((await Imports.ImportAsync(stores, s_good, actor)).Answer.Refusal);
        }

        Assert.Equal(3, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
        Assert.True((await Imports.ImportAsync(stores, s_good, Actor.CommandLine("root"))).Answer.IsDone);
        Assert.True((await Imports.ImportAsync(stores, s_good, Actors.Administrator)).Answer.IsDone);
    }

    [Fact]
    public async Task Two_imports_at_once_enter_nobody_twice()
    {
        await using var stores = await Imports.OpenAsync();
        var same = Imports.File([.. Enumerable.Range(1, 50).Select(i => Imports.Row($"u{i}"))]);
        var others = Imports.File([.. Enumerable.Range(1, 50).Select(i => Imports.Row($"v{i}", ("email", $"u{i}@example.kz")))]);

        var all = await Task.WhenAll(Imports.ImportAsync(stores, same), Imports.ImportAsync(stores, same), Imports.ImportAsync(stores, others));

        Assert.Equal(50, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal(50, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM HolderKeys WHERE Kind = 0"));
        Assert.Equal(50, all.Sum(one => one.Result.Added));
        Assert.Equal(150, all.Sum(one => one.Result.Rows));
    }

    [Fact]
    public async Task A_key_that_a_crash_left_does_not_keep_the_person_out()
    {
        await using var stores = await Imports.OpenAsync();
        using (var crash = stores.Keyring.BeginChange())
        {
            var orphan = crash.Create(ComplianceConsole.Storage.Rows.KeyHolder.Subject);
            crash.Reserve(ComplianceConsole.Storage.Rows.IdentifierKind.ExternalId, "u1", orphan.Id, pending: false);
            crash.Reserve(ComplianceConsole.Storage.Rows.IdentifierKind.Email, "u1@example.kz", orphan.Id, pending: false);
            crash.Commit();
            orphan.Cipher.Dispose();
        }

        Assert.Equal((2, 0, 0), (await Imports.ImportAsync(stores, s_good)).Counts);
        Assert.Equal(2, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM HolderKeys WHERE Kind = 0"));
    }

    [Fact]
    public async Task Cancelled_it_says_so_and_keeps_what_was_recorded()
    {
        await using var stores = await Imports.OpenAsync();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        var imported = await Imports.ImportAsync(stores, s_good, cancellation: cancel.Token);

        Assert.True(imported.Result.WasCancelled);
        Assert.Equal(0, imported.Result.Rows);
    }

    private static string Json(params (string Column, string Value)[] values) =>
        string.Join('\n', new[] { "u1", "u2" }.Select(id => Object(id, values))) + "\n";

    private static string Object(string id, (string Column, string Value)[] values)
    {
        var cells = Imports.Row(id, values).Split(',');
        return "{" + string.Join(',', Imports.Header.Split(',').Select((column, i) => cells[i].Length == 0 ? $"\"{column}\":null" : $"\"{column}\":\"{cells[i]}\"")) + "}";
    }
}
