using System.Globalization;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Intake;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration.Proof.Kills;

/// <summary>
/// The process that is killed. It does one change after the other on the stores of a folder, and says before each what it tries
/// (<c>try correct 7 mail@example.kz</c>) and after it that it is done (<c>done</c>): what it has said was acknowledged.
/// </summary>
internal sealed class KillWorker(TestStores stores, string folder, Dice dice)
{
    public const string Name = "kill-worker";

    /// <summary>How many rows a file has that is imported.</summary>
    public const int Rows = 20;

    /// <summary>The kinds of changes each of which is to be under way at a kill.</summary>
    public static readonly string[] Kinds = ["create", "import", "correct", "block", "decide", "finish", "rotate", "backup"];

    private static readonly string[] s_acts =
    [
        .. Enumerable.Repeat("create", 5), .. Enumerable.Repeat("correct", 4), .. Enumerable.Repeat("block", 3), .. Enumerable.Repeat("destroy", 4),
        "import", "import", "rotate", "backup", "ship", "remember", "renew",
    ];

    /// <summary>Works on the stores of a folder, by a seed, from the first word on, which names a kind to be done every other time, until it is killed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await Console.In.ReadLineAsync() is not { } kind)
        {
            return 0;
        }

        var folder = args[0];
        await using var stores = await ProofStores.OpenAsync(folder);
        var worker = new KillWorker(stores, folder, new Dice(int.Parse(args[1], CultureInfo.InvariantCulture)));
        while (true)
        {
            await worker.DoAsync(s_acts[worker.Throw(s_acts.Length)]);
            await worker.DoAsync(kind is "decide" or "finish" ? "destroy" : kind);
        }
    }

    private int Throw(int end) => dice.Next(end);

    private async Task DoAsync(string act)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{dice.Next():x}{dice.Next():x}");
        switch (act)
        {
            case "create":
                await TryAsync($"create {name}", async () => await AddAsync(name));
                break;
            case "import":
                await TryAsync($"import {name}", async () => await ImportAsync(name));
                break;
            case "correct" when Pick("State = 0") is { } subject:
                await TryAsync($"correct {subject.Number} {name}@example.kz", async () => Done(await CorrectAsync(subject, $"{name}@example.kz")));
                break;
            case "block" when Pick("State = 0") is { } subject:
                await TryAsync(
                    $"block {subject.Number}", async () => Done(await new BlockSubject(stores.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)));
                break;
            case "destroy" when Pick("State IN (0, 1)") is { } subject:
                await TryAsync($"decide {subject.Number}", async () => Done(await stores.DecideAsync(subject)));
                await TryAsync(
                    $"finish {subject.Number}",
                    async () => await stores.Destructions().TryFinishAsync(subject, CancellationToken.None) is null ? throw new InvalidOperationException("Not finished.") : "");
                break;
            case "rotate":
                await TryAsync("rotate", () => Task.FromResult(new TreeRotation(stores.Keyring).Run(progress: null, CancellationToken.None) ? "" : throw new InvalidOperationException("Not rotated.")));
                break;
            case "backup":
                await TryAsync($"backup {name}", async () => Done(await stores.Services.GetRequiredService<TakeBackup>()
                    .HandleAsync(Actors.Administrator, Path.Combine(folder, "backups", name), CancellationToken.None)));
                break;
            case "ship":
                stores.Services.GetRequiredService<LedgerShipping>().Ship();
                break;
            case "remember":
                stores.Services.GetRequiredService<HeadMemory>().Remember();
                break;
            case "renew":
                await stores.Services.GetRequiredService<SearchMaintenance>().RenewWhereDueAsync(CancellationToken.None);
                break;
        }
    }

    private static async Task TryAsync(string what, Func<Task<string>> change)
    {
        await Console.Out.WriteLineAsync("try " + what);
        await Console.Out.WriteLineAsync(("done " + await change()).Trim());
    }

    private static string Done<T>(Result<T> result) =>
        result.TryGet(out _, out var refusal) ? "" : throw new InvalidOperationException(refusal.ToString());

    private async Task<string> AddAsync(string name)
    {
        var subject = await stores.AddSubjectAsync(
            (FieldCode.ExternalId, name), (FieldCode.LastName, "Ermekova"), (FieldCode.FirstName, name), (FieldCode.Email, $"{name}@example.kz"));
        return subject.Number.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<string> ImportAsync(string name)
    {
        var ids = KillModel.RowsOf(name).ToList();
        var imported = await Imports.ImportAsync(stores, Imports.File([.. ids.Select(id => Imports.Row(id, ("last_name", "Ermekova"), ("first_name", id)))]));
        return imported.Result.Added == Rows
            ? string.Join(' ', stores.Keyring.FindOwners(IdentifierKind.ExternalId, ids))
            : throw new InvalidOperationException($"{imported.Result.Added} rows were imported.");
    }

    private Task<Result<CorrectionMade>> CorrectAsync(SubjectId subject, string email) =>
        stores.Services.GetRequiredService<CorrectSubject>().HandleAsync(
            Actors.Dpo,
            new CorrectionForm
            {
                Subject = subject,
                Mark = int.MaxValue,
                Field = FieldCode.Email,
                Value = email,
                Kind = EvidenceKind.Letter,
                Reference = "Letter 1",
                Word = WordOf.Subject,
                ReceivedAt = stores.Clock.Now,
            },
            CancellationToken.None);

    private SubjectId? Pick(string where)
    {
        using var connection = new SqliteConnection($"Data Source={stores.Files.Records}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Id FROM Subjects WHERE {where}";
        var found = new List<long>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(rows.GetInt64(0));
        }

        return found.Count == 0 ? null : new SubjectId(found[dice.Next(found.Count)]);
    }
}
