using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Tests.Integration.StateMatrix;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Integration.Proof.Disk;

/// <summary>
/// The process whose disk fails: it has prepared every use case of the state matrix, and on each word tries them all (<c>try</c>: one line each, with
/// the letter of what became of it), or says what the records look like (<c>sum</c>).
/// </summary>
internal static class DiskWorker
{
    public const string Name = "disk-worker";

    public static async Task<int> RunAsync()
    {
        await using var matrix = new MatrixDesk();
        await matrix.InitializeAsync();
        var attempts = new List<(string Name, Attempt Attempt)>();
        foreach (var row in MatrixTable.Rows.Where(row => row.Expected[0][0] is '+' or 'c'))
        {
            var (subject, externalId) = await matrix.AddAsync();
            attempts.Add((row.Name, await row.Prepare(new Case(matrix, subject, externalId, SubjectState.Active))));
        }

        await Console.Out.WriteLineAsync(matrix.Stores.Files.Records);
        while (await Console.In.ReadLineAsync() is { } word)
        {
            if (word is "sum")
            {
                await Console.Out.WriteLineAsync(SumOf(matrix.Stores.Files.Records));
                continue;
            }

            foreach (var (name, attempt) in attempts)
            {
                await Console.Out.WriteLineAsync($"{name}\t{await TryAsync(attempt)}");
            }

            await Console.Out.WriteLineAsync("end");
        }

        return 0;
    }

    private static async Task<string> TryAsync(Attempt attempt)
    {
        try
        {
            var outcome = await attempt(Actors.Dpo);
            return $"{outcome.Letter}\t{outcome.Detail}";
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains(nameof(StoreUnavailable), StringComparison.Ordinal))
        {
            // Some read the version they act on first.
            return $"o\t{refused.Message}";
        }
        catch (Exception error)
        {
            return $"x\t{error.GetType().Name} {error.Message.ReplaceLineEndings(" ")} {error.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("ComplianceConsole.", StringComparison.Ordinal))}";
        }
    }

    private static string SumOf(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var images = new List<string>();
        foreach (var table in ImagedTables.All)
        {
            using var rows = new SqliteStatement(connection, table.Select);
            images.AddRange(table.ReadAll(rows).Select(image => $"{table.Name} {image.Key} {image.Value}"));
        }

        images.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', images))));
    }
}
