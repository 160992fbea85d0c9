using System.Text;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Tests.Integration.StateMatrix;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// While no entry can be written, no use case shows or changes anything: each that would be done is refused in words, the records stay as they
/// are, row by row, and with the cause gone the same attempt is done, without a restart.
/// </summary>
public sealed class UnwritableLedgerTests(MatrixDesk matrix) : IClassFixture<MatrixDesk>
{
    // They show nobody's data, and write no entry: a clock's reckoning, the registers, the ledger's own verification.
    private static readonly HashSet<string> s_unrecorded = new(StringComparer.Ordinal)
    {
        "ReadDutyStory.ReadAsync", "ReadRegisters.RunAsync", "ReadPolicyVersion.RunAsync", "VerifyStores.RunAsync", "CopyStandings.Read",
        "CopyStandings.CountWaitingAsync", "ReadLosses.HandleAsync",
    };

    [Fact]
    public async Task Every_use_case_is_refused_in_words_without_a_trace_and_done_once_entries_can_be_written_again()
    {
        var wrong = new StringBuilder();
        var refused = 0;
        foreach (var row in MatrixTable.Rows.Where(row => row.Expected[0][0] is '+' or 'c'))
        {
            var (subject, externalId) = await matrix.AddAsync();
            var attempt = await row.Prepare(new Case(matrix, subject, externalId, SubjectState.Active));
            TestStores.Sql(
                matrix.Stores.Files.Records, "CREATE TRIGGER no_entries BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
            var before = Records();

            var outcome = await TryAsync(attempt);

            var after = Records();
            TestStores.Sql(matrix.Stores.Files.Records, "DROP TRIGGER no_entries");
            var again = await attempt(Actors.Dpo);
            var isRefused = outcome.Detail.Contains(nameof(StoreUnavailable), StringComparison.Ordinal)
                || outcome.Detail.Contains(nameof(ImportInterrupted), StringComparison.Ordinal);
            refused += isRefused ? 1 : 0;
            if (isRefused == s_unrecorded.Contains(row.Name) || !before.SetEquals(after) || again.Letter is not ('+' or 'c'))
            {
                wrong.AppendLine($"{row.Name}: {outcome.Letter} {outcome.Detail}, {(before.SetEquals(after) ? "no trace" : "a trace")}, then {again.Letter} {again.Detail}");
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(refused > 60, $"{refused} use cases");
    }

    // Some read the version they act on first.
    private static async Task<Outcome> TryAsync(Attempt attempt)
    {
        try
        {
            return await attempt(Actors.Dpo);
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains(nameof(StoreUnavailable), StringComparison.Ordinal))
        {
            return new Outcome('o', refused.Message);
        }
    }

    private HashSet<string> Records()
    {
        using var connection = new SqliteConnection($"Data Source={matrix.Stores.Files.Records};Pooling=False");
        connection.Open();
        var records = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in ImagedTables.All)
        {
            using var rows = new SqliteStatement(connection, table.Select);
            records.UnionWith(table.ReadAll(rows).Select(image => $"{table.Name} {image.Key} {image.Value}"));
        }

        return records;
    }
}
