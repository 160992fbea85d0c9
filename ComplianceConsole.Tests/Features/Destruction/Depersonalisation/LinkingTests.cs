using System.Globalization;
using System.Text.RegularExpressions;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Integration.Proof;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

/// <summary>Tries to tie a remainder to a number with everything the stores hold. Policy 2.1(11).</summary>
public sealed partial class LinkingTests
{
    // A virtual table is what the tables behind it hold.
    private const string Tables =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";

    private static readonly string[] s_columns = ["Activity", "City", "Handle", "UserType", "Year"];

    [Fact]
    public async Task Two_worlds_in_which_everybody_was_the_other_kind_leave_the_same_stores()
    {
        var worlds = new List<(IReadOnlyList<string> Held, IReadOnlyList<SubjectId> Subjects)>();
        foreach (var isSwapped in (bool[])[false, true])
        {
            await using var desk = await RequestDesk.OpenAsync();
            var subjects = await desk.AddGroupAsync(20, isSwapped);
            Assert.True((await desk.DepersonaliseAsync(subjects)).IsDone);
            await desk.Stores.CloseAsync();
            worlds.Add((Everything(desk.Stores), subjects));
        }

        // Who was in Almaty and who in Astana cannot be read from what is the same in both.
        Assert.Equal(worlds[0].Subjects, worlds[1].Subjects);
        Assert.NotEmpty(worlds[0].Held);
        Assert.Contains(worlds[0].Held, line => line.StartsWith("Remainders", StringComparison.Ordinal));
        Assert.Equal(worlds[0].Held, worlds[1].Held, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_two_worlds_differ_before_so_that_the_comparison_sees_something()
    {
        var worlds = new List<IReadOnlyList<string>>();
        foreach (var isSwapped in (bool[])[false, true])
        {
            await using var desk = await RequestDesk.OpenAsync();
            var subjects = await desk.AddGroupAsync(20, isSwapped);
            Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subjects[0]))).IsDone);
            await desk.DepersonaliseAsync([.. subjects.Skip(1)]);
            await desk.Stores.CloseAsync();
            worlds.Add(Everything(desk.Stores));
        }

        Assert.NotEqual(worlds[0], worlds[1], StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_handle_stands_in_its_row_and_in_one_entry_for_the_whole_group_and_nowhere_else()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.DepersonaliseAsync(await desk.AddGroupAsync(20));
        var handles = (await desk.RemaindersAsync()).ConvertAll(row => row.Handle);

        Assert.Equal(20, handles.Distinct(StringComparer.Ordinal).Count());
        var naming = (await desk.Stores.EntriesAsync())
            .Where(entry => entry.Images.Any(image => handles.Contains(image.Key, StringComparer.Ordinal)))
            .ToList();
        var images = Assert.Single(naming).Images.Where(image => image.Table is "Remainders").Select(image => image.Key).ToList();
        Assert.Equal(handles.Order(StringComparer.Ordinal), images, StringComparer.Ordinal);
        Assert.All(handles, handle => Assert.All(
            desk.Stores.FilesWith(handle), file => Assert.StartsWith(Path.GetFileName(desk.Stores.Files.Records), file, StringComparison.Ordinal)));
        await desk.Stores.CloseAsync();
        foreach (var (file, table, line) in Rows(desk.Stores).Where(row => row.Table is not ("Remainders" or "LedgerEntries")))
        {
            Assert.False(handles.Exists(handle => line.Contains(handle, StringComparison.OrdinalIgnoreCase)), $"{Path.GetFileName(file)}: {table}");
        }
    }

    [Fact]
    public async Task Nothing_that_was_asked_and_no_letter_ties_a_number_to_a_name_once_the_request_is_closed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = await desk.AddGroupAsync(10);
        var sent = (await desk.RegisterAsync(desk.Asked(subjects[0]) with { ApplicantName = "Aibek Bolatov", ReplyTo = "aibek@example.kz" })).Value;
        Assert.True((await desk.ConfirmAsync(sent)).IsDone);
        Assert.Equal(1, (await desk.PrepareAsync(sent)).Value);
        Assert.True((await desk.ApproveAsync(sent)).IsDone);
        Assert.True((await desk.SendReportAsync(sent, replyTo: "aibek@example.kz")).IsDone);
        var files = desk.Stores.Files;
        var kept = new List<(string Keyring, string Records)>();
        void Keep() => kept.Add((TreeStores.Archive(files.Keyring, $"keys-{kept.Count}.kept"), TreeStores.Archive(files.Records, $"console-{kept.Count}.kept")));
        Keep();
        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.False((await desk.ReadAsync(sent)).Course.IsForgotten);

        Assert.True((await desk.DepersonaliseAsync(subjects)).IsDone);
        Keep();
        await desk.Get<Sweep>().RunAsync(CancellationToken.None);
        await desk.Get<Sweep>().RunAsync(CancellationToken.None);
        Keep();

        var view = await desk.ReadAsync(sent);
        Assert.True(view.Course.IsForgotten);
        Assert.Null(view.People);
        var line = Assert.Single((await desk.Get<ListRequests>().HandleAsync(Actors.Dpo, new RequestQuery(RequestState.All), CancellationToken.None)).Value.Lines);
        Assert.Null(line.ApplicantName);
        var root = Assert.Single(TreeStores.RootKeysIn(desk.Stores.Directory));
        var opened = SealedColumns.Open(kept.Select(one => one.Records), SealedColumns.KeysIn([.. kept.Select(one => one.Keyring)], root));
        Assert.DoesNotContain(opened, one => one.Text.Contains("Bolatov", StringComparison.Ordinal) || one.Text.Contains("aibek@example.kz", StringComparison.Ordinal));
        Assert.All(opened, one => Assert.Equal(KeyHolder.Organisation, one.Kind));
    }

    [Fact]
    public async Task Remainders_have_no_row_number_no_time_and_no_order_but_that_of_their_handles()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = new List<SubjectId>();
        for (var i = 0; i < 60; i++)
        {
            subjects.Add(await desk.AddAsync(i < 30 ? DepersonalisationDesk.InAlmaty : DepersonalisationDesk.InAstana));
        }

        await desk.DepersonaliseAsync(subjects);

        await desk.Stores.CloseAsync();
        using var records = Open(desk.Stores.Files.Records);
        Assert.Equal(s_columns, Read(records, "SELECT name FROM pragma_table_info('Remainders') ORDER BY name"), StringComparer.Ordinal);
        Assert.Throws<SqliteException>(() => Read(records, "SELECT rowid FROM Remainders"));
        var stored = Read(records, "SELECT Handle || ' ' || City FROM Remainders");
        Assert.Equal(stored.Order(StringComparer.Ordinal), stored, StringComparer.Ordinal);

        // Those of the first half do not lie together: as they come, neither half is sorted to one side.
        var inAlmaty = stored.Select((line, place) => (line, place)).Where(one => one.line.EndsWith(" 2", StringComparison.Ordinal)).ToList();
        Assert.Equal(30, inAlmaty.Count);
        Assert.True(inAlmaty[^1].place - inAlmaty[0].place > 30);
    }

    private static List<string> Everything(TestStores stores) =>
        [.. Rows(stores).Select(row => $"{row.Table}: {row.Line}").Order(StringComparer.Ordinal)];

    // Keys, ciphertexts and hashes are random or made of what is: they are alike in any two worlds, and so stand as their length.
    private static IEnumerable<(string File, string Table, string Line)> Rows(TestStores stores)
    {
        foreach (var file in Directory.EnumerateFiles(stores.Directory, "*.db").Order(StringComparer.Ordinal))
        {
            using var connection = Open(file);
            foreach (var table in Read(connection, Tables))
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"SELECT * FROM \"{table}\"";
                using var rows = command.ExecuteReader();
                while (rows.Read())
                {
                    var values = Enumerable.Range(0, rows.FieldCount).Select(column => Write(table, rows.GetName(column), rows.GetValue(column)));
                    yield return (file, table, string.Join('|', values));
                }
            }
        }
    }

    private static string Write(string table, string column, object value) =>
        value switch
        {
            byte[] entry when table is "LedgerEntries" && column is "Bytes" => Write(CanonicalEncoding.Decode(entry)),
            byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
            string text when table is ("Remainders" or "meta" or "open_bulks") && Random().IsMatch(text) => "random",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static string Write(LedgerEntry entry) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Index} {entry.At} {entry.ActorId} {entry.Action} {entry.Operation} {string.Join(',', entry.Subjects)} {entry.Purpose} {entry.Clause} {entry.Outcome} {string.Join(',', entry.Images.Select(image => $"{image.Table}/{(image.Table is "Remainders" ? "random" : image.Key)}"))}");

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Random();
}
