using System.Text.Json;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Intake;

/// <summary>The sample gives exactly what is expected of it.</summary>
public sealed class SampleTests
{
    private static readonly DiskFile s_sample = new(Imports.SamplePath);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Counts_and_every_awkward_row_are_as_expected(bool dryRun)
    {
        await using var stores = await Imports.OpenAsync();

        var imported = await Imports.ImportAsync(stores, s_sample, dryRun: dryRun);

        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(Imports.SamplePath, ".expected.json")));
        var counts = expected.RootElement.GetProperty("counts");
        Assert.Equal(expected.RootElement.GetProperty("rows").GetInt64(), imported.Result.Rows);
        Assert.Equal(
            (Count(counts, "accepted"), Count(counts, "accepted-with-warning"), Count(counts, "rejected")),
            imported.Counts);
        foreach (var special in expected.RootElement.GetProperty("special").EnumerateArray())
        {
            var row = special.GetProperty("row").GetInt64();
            var notes = imported.Notes.Where(note => note.Row == row).ToList();
            var outcome = notes.Any(note => note.IsRejection) ? "rejected" : notes.Count > 0 ? "accepted-with-warning" : "accepted";
            Assert.Equal((row, special.GetProperty("outcome").GetString()), (row, outcome));
        }

        var awkward = expected.RootElement.GetProperty("special").EnumerateArray().Select(special => special.GetProperty("row").GetInt64()).ToHashSet();
        Assert.All(imported.Notes, note => Assert.Contains(note.Row, awkward));
    }

    [Fact]
    public async Task A_second_time_it_changes_nothing()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, s_sample);
        var before = Fingerprint(stores);

        var again = await Imports.ImportAsync(stores, s_sample);

        Assert.Equal((410, 0, 12), again.Counts);
        Assert.Equal((0, 0), (again.Result.Added, again.Result.Changed));
        Assert.Equal(before, Fingerprint(stores));
    }

    [Fact]
    public async Task Values_are_kept_as_the_rules_say()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, s_sample);

        Assert.Equal("Йылмаз", (await HeldAsync(stores, "u0000421"))[FieldCode.FirstName]);
        Assert.Equal("Ермеков", (await HeldAsync(stores, "u0000422"))[FieldCode.LastName]);
        Assert.Equal("+77172550123", (await HeldAsync(stores, "u0000411"))[FieldCode.Phone]);
        Assert.Equal("+4930901820", (await HeldAsync(stores, "u0000412"))[FieldCode.Phone]);
        Assert.Equal("gnp.exe 👩‍💻", (await HeldAsync(stores, "u0000417"))[FieldCode.Post]);
        Assert.Equal("Line one\r\nLine \"two\", with a comma; and a semicolon", (await HeldAsync(stores, "u0000416"))[FieldCode.Activity]);
        Assert.Equal("=HYPERLINK(\"http://evil.example\",\"x\")", (await HeldAsync(stores, "u0000414"))[FieldCode.Organization]);
        Assert.Equal("210741999823", (await HeldAsync(stores, "u0000408"))[FieldCode.Bin]);
        Assert.StartsWith("Сын:", (await HeldAsync(stores, "u0000420"))[FieldCode.RepresentativeOf], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_accepted_row_has_its_consents_and_the_ledger_names_it()
    {
        await using var stores = await Imports.OpenRecordedAsync();
        await Imports.ImportAsync(stores, s_sample);

        await using var db = await Imports.Db(stores);
        Assert.Equal(410, await db.Subjects.CountAsync(subject => subject.ConsentState == ConsentState.Given && subject.State == SubjectState.Active));
        Assert.Equal(410, await db.ConsentEvents.CountAsync(consent => consent.Act == ConsentAct.Registration && consent.Purposes == "3.2.1,3.2.2,3.2.3,3.2.5,3.2.6"));
        Assert.Equal(410, await db.ConsentEvents.CountAsync(consent => consent.Act == ConsentAct.CompanyData));
        Assert.Equal(211, await db.ConsentEvents.CountAsync(consent => consent.Act == ConsentAct.Newsletter && consent.Purposes == "3.2.4"));
        Assert.Equal(410, await db.LedgerSubjects.Select(entry => entry.SubjectId).Distinct().CountAsync());
        var run = await db.ImportRuns.SingleAsync();
        Assert.Equal((422, 408, 2, 12), (run.Rows, run.Accepted, run.Warned, run.Rejected));
        Assert.EndsWith(", ok", (await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_but_its_entry()
    {
        await using var stores = await Imports.OpenAsync();
        var before = Fingerprint(stores);

        await Imports.ImportAsync(stores, s_sample, dryRun: true);

        Assert.Equal(before, Fingerprint(stores));
        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    private static long Count(JsonElement counts, string name) => counts.GetProperty(name).GetInt64();

    private static async Task<Profile> HeldAsync(TestStores stores, string externalId)
    {
        var subject = Assert.Single(stores.Keyring.FindSubjects(IdentifierKind.ExternalId, externalId, 2));
        return (await stores.ReadAsync(Actors.Dpo, new SubjectId(subject))).Value;
    }

    // Everything of the two stores that is not the ledger's own, as counts and sums.
    private static string Fingerprint(TestStores stores) =>
        string.Join(
            ' ',
            TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) + COALESCE(SUM(Id * (Revision + NextSequence)), 0) FROM Subjects"),
            TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM ConsentEvents"),
            TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM ProfileChanges"),
            TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM HolderKeys"),
            TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Identifiers"),
            TestStores.Sql(stores.Files.Keyring, "SELECT COALESCE(SUM(Next), 0) FROM Counters"));
}
