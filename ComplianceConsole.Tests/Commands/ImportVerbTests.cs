using System.Globalization;
using ComplianceConsole.Commands;
using ComplianceConsole.Intake;
using ComplianceConsole.Ledger;
using ComplianceConsole.Tests.Intake;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Commands;

public sealed class ImportVerbTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public ImportVerbTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_sample_ends_with_the_line_that_scripts_read()
    {
        await using var stores = await Imports.OpenAsync();

        var (exit, output, error) = await RunAsync(stores, new ImportRequest(Imports.SamplePath, DryRun: false, Rejects: null));

        Assert.Equal((0, ""), (exit, error));
        var lines = Lines(output);
        Assert.Equal("422 rows: 408 accepted, 2 accepted with warnings, 12 rejected", lines[^1]);
        Assert.Contains("rejected: row 258, activity: Longer than 4,000 characters.", lines, StringComparer.Ordinal);
        Assert.Contains("warning: row 278, post: Invisible control characters were taken out.", lines, StringComparer.Ordinal);
        await using var db = await Imports.Db(stores);
        var entry = CanonicalEncoding.Decode((await db.LedgerEntries.OrderBy(row => row.Index).FirstAsync()).Bytes);
        Assert.Equal(("os:" + Environment.UserName, "admin"), (entry.ActorId, entry.Roles));
    }

    [Fact]
    public async Task Rejects_are_row_column_and_reason_and_never_the_value()
    {
        await using var stores = await Imports.OpenAsync();
        var rejects = Path.Combine(_folder.FullName, "rejects.csv");

        await RunAsync(stores, new ImportRequest(Imports.SamplePath, DryRun: true, rejects));

        var lines = await File.ReadAllLinesAsync(rejects);
        Assert.Equal("row,column,reason", lines[0]);
        Assert.Equal("258,activity,\"Longer than 4,000 characters.\"", lines[1]);
        Assert.Equal(14, lines.Length);
        var text = string.Join('\n', lines);
        Assert.DoesNotContain("not-an-address", text, StringComparison.Ordinal);
        Assert.DoesNotContain("12O456789012", text, StringComparison.Ordinal);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task A_refused_file_is_one_sentence_on_the_error_output_and_leaves_old_rejects_alone()
    {
        await using var stores = await Imports.OpenAsync();
        var rejects = Path.Combine(_folder.FullName, "rejects.csv");
        await File.WriteAllTextAsync(rejects, "old");
        var broken = Path.Combine(_folder.FullName, "broken.csv");
        await File.WriteAllTextAsync(broken, "external_id,last_name\n");

        var (exit, output, error) = await RunAsync(stores, new ImportRequest(broken, DryRun: false, rejects));

        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith("The file lacks columns: first_name, phone", Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(rejects));
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [Fact]
    public async Task Rejects_that_cannot_be_written_are_said_before_anything_is_imported()
    {
        await using var stores = await Imports.OpenAsync();

        var (exit, _, error) = await RunAsync(stores, new ImportRequest(Imports.SamplePath, DryRun: false, Path.Combine(_folder.FullName, "no", "such", "folder.csv")));

        Assert.Equal(1, exit);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
    }

    [Theory]
    [InlineData]
    [InlineData("a.csv", "b.csv")]
    [InlineData("a.csv", "--what")]
    [InlineData("a.csv", "--rejects", "./a.csv")]
    public void Wrong_usage_is_an_error_of_the_command_line(params string[] arguments) =>
        Assert.NotEmpty(ImportCommand.Create([]).Parse(arguments).Errors);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x", "'@x")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("plain", "plain")]
    public void No_cell_is_a_formula(string text, string cell) => Assert.Equal(cell, RejectsCsv.Cell(text));

    private static async Task<(int Exit, string Output, string Error)> RunAsync(TestStores stores, ImportRequest request)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await new ImportVerb(stores.Services.GetRequiredService<ImportSubjects>(), output, error, showsProgress: false)
            .RunAsync(request, CancellationToken.None);
        return (exit, output.ToString(), error.ToString());
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
