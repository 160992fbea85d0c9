using System.Text;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Intake;

/// <summary>Stores with the policy's purposes and versions, and files to import into them.</summary>
internal static class Imports
{
    public const string Header =
        "external_id,last_name,first_name,phone,email,place_of_work,post,bank_card_number,bin,organization,activity,user_type,legal_address,website,registered_at,policy_version,newsletter,representative_of";

    public static string SamplePath { get; } = Path.Combine(AppContext.BaseDirectory, "Shared", "Data", "registrations.csv");

    public static async Task<TestStores> OpenAsync(string? directory = null, Action<IServiceCollection>? more = null)
    {
        var stores = await TestStores.OpenAsync(
            directory,
            services =>
            {
                services.AddIntake();
                more?.Invoke(services);
            });
        await using var db = await Db(stores);
        if (!await db.PolicyVersions.AnyAsync())
        {
            TestStores.WritesPast(stores.Files.Records);
            FillRegisters(db);
            await db.SaveChangesAsync();
        }

        return stores;
    }

    /// <summary>The same with registers that were filled in a use case, as a verification asks for; an entry of the ledger.</summary>
    public static async Task<TestStores> OpenRecordedAsync(Action<IServiceCollection>? more = null)
    {
        var stores = await TestStores.OpenAsync(
            more: services =>
            {
                services.AddIntake();
                more?.Invoke(services);
            });
        var filled = await stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.registers",
            scope =>
            {
                FillRegisters(scope.Db);
                scope.Record(ProcessingAction.Administration, "10.2");
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(filled.IsDone);
        return stores;
    }

    private static void FillRegisters(RecordsContext db)
    {
        var text = new LocalText("text", "текст", "мәтін");
        string[] versions = ["2023-01", "2024-06", "2025-03"];
        db.PolicyVersions.AddRange(versions.Select((code, i) =>
            new PolicyVersionRow { Code = code, PostedAt = Instant.FromUtc(2023 + i, 1, 1, 0, 0), Text = text }));
        db.Purposes.AddRange(Enumerable.Range(1, 6).Select(i =>
            new PurposeRow { Code = $"3.2.{i}", Title = text, Ground = "3.1.1", Order = i }));
    }

    public static Task<RecordsContext> Db(TestStores stores) =>
        stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();

    /// <summary>A row as a file has it, with some of its values replaced.</summary>
    public static string Row(string id, params (string Column, string Value)[] values)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["external_id"] = id,
            ["last_name"] = "Ермекова",
            ["first_name"] = "Айгүл",
            ["phone"] = "+77010000001",
            ["email"] = $"{id}@example.kz",
            ["post"] = "Engineer",
            ["user_type"] = "enterprise",
            ["registered_at"] = "2025-05-01T10:00:00+05:00",
            ["policy_version"] = "2025-03",
            ["newsletter"] = "no",
        };
        foreach (var (column, value) in values)
        {
            row[column] = value;
        }

        return string.Join(',', Header.Split(',').Select(column => Quote(row.GetValueOrDefault(column, ""))));
    }

    public static string File(params string[] rows) => Header + "\r\n" + string.Concat(rows.Select(row => row + "\r\n"));

    public static Task<Imported> ImportAsync(TestStores stores, string text, Actor? actor = null, bool dryRun = false, CancellationToken cancellation = default) =>
        ImportAsync(stores, new MemoryFile(Encoding.UTF8.GetBytes(text)), actor, dryRun, cancellation);

    public static async Task<Imported> ImportAsync(
        TestStores stores, IImportFile file, Actor? actor = null, bool dryRun = false, CancellationToken cancellation = default)
    {
        var notes = new List<RowNote>();
        var result = await stores.Services.GetRequiredService<ImportSubjects>()
            .RunAsync(actor ?? Actors.Dpo, new ImportOrder(file, dryRun, notes.Add), cancellation);
        return new Imported(result, notes);
    }

    private static string Quote(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}

/// <summary>What an import answered, and what it said of the rows.</summary>
internal sealed record Imported(Result<ImportResult> Answer, IReadOnlyList<RowNote> Notes)
{
    public ImportResult Result => Answer.Value;

    public (long Accepted, long Warned, long Rejected) Counts => (Result.Accepted, Result.Warned, Result.Rejected);
}

/// <summary>A file in memory.</summary>
internal sealed class MemoryFile(byte[] bytes) : IImportFile
{
    public string Name => "registrations.csv";

    public long Length => bytes.Length;

    public Stream OpenRead() => new MemoryStream(bytes, writable: false);
}
