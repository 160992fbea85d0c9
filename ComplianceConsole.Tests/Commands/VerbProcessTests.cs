using System.Security.Cryptography;
using System.Text.Json;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Domain.Time;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Commands;

/// <summary>Verbs on stores of their own, each in a process as a script runs it.</summary>
public sealed class VerbProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-verbs-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Records => Path.Combine(Data, "console.db");

    public void Dispose()
    {
        TestStores.ForgetConnections(new StoreFiles(Data, RootKey: ""));
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Due_makes_missing_stores_and_answers_alone_on_the_output_without_an_entry_of_the_ledger()
    {
        var run = await RunAsync("due", "--from", "2026-03-06T10:00:00+05:00", "--term", "15d");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal("last_day=2026-03-21 due_day=2026-03-26 target_day=2026-03-20 due_before=2026-03-26T19:00:00Z", run.Lines[^1]);
        Assert.True(File.Exists(Path.Combine(Data, "keys.db")));
        Assert.Equal(0, TestStores.Sql(Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task Due_counts_by_the_calendar_that_is_kept()
    {
        await (await TestStores.OpenAsync(Data)).CloseAsync();
        TestStores.Sql(Records, "INSERT INTO CalendarYears (Year, Provisional, DaysOff, WorkingWeekends) VALUES (2026, 0, '2026-06-02', '')");

        var run = await RunAsync("due", "--from", "2026-06-01T10:00:00Z", "--term", "1wd");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("due_day=2026-06-03", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_computes_every_worked_example_of_a_file_on_one_line()
    {
        var run = await RunAsync("due", "--file", ClockVector.Path);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal(ClockVector.All, JsonSerializer.Deserialize<List<ClockVector>>(Assert.Single(run.Lines)));
    }

    [Fact]
    public async Task Due_says_in_one_sentence_that_stores_cannot_be_opened()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Records, new string('x', 4_096));

        var run = await RunAsync("due", "--from", "2026-06-01T10:00:00Z", "--term", "1wd");

        Assert.Equal((1, ""), (run.Exit, run.Output));
        Assert.StartsWith("The stores in", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_of_due_touches_no_stores()
    {
        var run = await RunAsync("due", "--term", "1wd");

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.False(Directory.Exists(Data));
    }

    [Theory]
    [InlineData("\"--foo\" is no option of this verb. Add --help to see what is possible.", "import", "--foo", "users.csv")]
    [InlineData("\"frobnicate\" is no verb of the console. Add --help to see what is possible.", "frobnicate")]
    public async Task A_mistake_is_named_in_one_sentence_by_what_is_wrong(string told, params string[] verb)
    {
        var run = await RunAsync(verb);

        Assert.Equal((2, "", told), (run.Exit, run.Output, run.Error.Trim()));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task The_help_of_a_verb_says_that_it_takes_settings() =>
        Assert.Contains("Settings, such as --Data:Directory PATH", (await RunAsync("import", "--help")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_verb_that_comes_before_the_demonstration_does_not_keep_it_out()
    {
        var run = await RunAsync("verify", "--environment", "Development");
        Assert.Equal(0, run.Exit);
        Assert.Equal(1, TestStores.Sql(Records, "SELECT COUNT(*) FROM Organisations"));

        await using var console = await Browser.ConsoleServer.StartAsync(seed: true, Data);

        Assert.Equal(200, TestStores.Sql(Records, "SELECT COUNT(*) FROM Subjects"));
    }

    [Theory]
    [InlineData("console.db", "verify")]
    [InlineData("keys.db", "due", "--from", "2026-06-01T10:00:00Z", "--term", "1wd")]
    [InlineData("console.db", "serve", "--environment", "Development", "--urls", "http://127.0.0.1:0")]
    public async Task Stores_of_a_newer_version_are_refused_in_one_sentence_and_left_as_they_are(string newer, params string[] verb)
    {
        await (await TestStores.OpenAsync(Data)).CloseAsync();
        TestStores.Sql(
            Path.Combine(Data, newer), "INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('20991231000000_Later', '99.0')");
        TestStores.ForgetConnections(new StoreFiles(Data, RootKey: ""));
        var before = Digests();

        var run = await RunAsync(verb);

        Assert.Equal((1, ""), (run.Exit, run.Output));
        Assert.Contains("written by a newer version", run.Error.Trim().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Digests());
    }

    private Task<ConsoleProcess> RunAsync(params string[] verb) => ConsoleProcess.RunAsync([.. verb, "--Data:Directory", Data]);

    private Dictionary<string, string> Digests() =>
        Directory.GetFiles(Data).Where(file => file.EndsWith(".db", StringComparison.Ordinal) || file.EndsWith(".key", StringComparison.Ordinal))
            .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);
}
