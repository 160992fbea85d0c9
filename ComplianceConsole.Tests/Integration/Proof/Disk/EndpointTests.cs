using System.Globalization;
using System.Net;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Integration.StateMatrix;
using ComplianceConsole.Tests.Security;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Integration.Proof.Disk;

/// <summary>
/// While no entry can be written, every address that serves a file answers 503 with a page in words, in the reader's language, and serves again by
/// itself afterwards.
/// </summary>
public sealed class EndpointTests
{
    // Each prepares something that an address serves.
    private static readonly string[] s_prepared = ["RequestFiles.OpenAsync", "OpenReport.PreviewAsync", "OpenNoticeFile.LetterAsync", "ReadEvidenceFile.HandleAsync"];

    private const string Files =
        """
        SELECT '/reports/statistics.csv'
        UNION ALL SELECT printf('/destruction/S-%07d/act.pdf?language=en', MIN(Id)) FROM Subjects WHERE State = $destroyed
        UNION ALL SELECT printf('/subjects/S-%07d/receipt.pdf?language=en', MIN(Id)) FROM Subjects WHERE State = $active
        UNION ALL SELECT printf('/subjects/S-%07d/receipt.json?language=en', MIN(Id)) FROM Subjects WHERE State = $active
        UNION ALL SELECT printf('/subjects/S-%07d/evidence/%d', SubjectId, Sequence) FROM ProfileChanges WHERE EvidenceFile IS NOT NULL
        UNION ALL SELECT printf('/requests/R-%04d-%06d/documents/%d', r.Year, r.Serial, d.Sequence) FROM RequestDocuments d JOIN Requests r ON r.Id = d.RequestId
        UNION ALL SELECT printf('/requests/R-%04d-%06d/reports/%d', r.Year, r.Serial, p.Sequence) FROM Reports p JOIN Requests r ON r.Id = p.RequestId
        UNION ALL SELECT printf('/requests/R-%04d-%06d/reports/%d/download', r.Year, r.Serial, p.Sequence) FROM Reports p JOIN Requests r ON r.Id = p.RequestId
        UNION ALL SELECT printf('/notices/%d/letter', MAX(Id)) FROM Notices
        UNION ALL SELECT printf('/notices/%d/enclosure', MAX(Id)) FROM Notices
        """;

    [Fact]
    public async Task Files_are_refused_in_words_while_no_entry_can_be_written_and_served_again_afterwards()
    {
        await using var matrix = new MatrixDesk();
        await matrix.InitializeAsync();
        var files = await PrepareAsync(matrix);
        await matrix.Stores.CloseAsync();
        await using var console = RunningConsole.Start(folder: matrix.Stores.Directory);
        using var visitor = await console.SignInAsync("demo-dpo");
        TestStores.Sql(
            matrix.Stores.Files.Records, "CREATE TRIGGER no_entries BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

        foreach (var file in files)
        {
            foreach (var language in (string[])["en", "ru", "kk"])
            {
                var (status, page) = await ReadAsync(visitor, console.Address, file, language);
                Assert.True(status == HttpStatusCode.ServiceUnavailable, $"{file}: {status}");
                Assert.Contains(RefusalText.Of(new StoreUnavailable(), CultureInfo.GetCultureInfo(language)), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            }
        }

        TestStores.Sql(matrix.Stores.Files.Records, "DROP TRIGGER no_entries");
        foreach (var file in files)
        {
            var (status, _) = await ReadAsync(visitor, console.Address, file, "en");
            Assert.True(status == HttpStatusCode.OK, $"{file}: {status}");
        }
    }

    private static async Task<IReadOnlyList<string>> PrepareAsync(MatrixDesk matrix)
    {
        foreach (var row in MatrixTable.Rows.Where(row => s_prepared.Contains(row.Name, StringComparer.Ordinal)))
        {
            var (subject, externalId) = await matrix.AddAsync();
            await row.Prepare(new Case(matrix, subject, externalId, SubjectState.Active));
        }

        var (destroyed, _) = await matrix.AddAsync();
        await matrix.EnterAsync(destroyed, SubjectState.Destroyed);
        await matrix.QueueAsync((await matrix.AddAsync()).Subject, Channel.Email, then: null);
        await using var connection = new SqliteConnection($"Data Source={matrix.Stores.Files.Records};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Files;
        command.Parameters.AddWithValue("$active", (int)SubjectState.Active);
        command.Parameters.AddWithValue("$destroyed", (int)SubjectState.Destroyed);
        await using var rows = await command.ExecuteReaderAsync();
        var files = new List<string>();
        while (await rows.ReadAsync())
        {
            files.Add(rows.GetString(0));
        }

        Assert.True(files.Count >= 10, string.Join(' ', files));
        return files;
    }

    private static async Task<(HttpStatusCode Status, string Page)> ReadAsync(Visitor visitor, Uri address, string file, string language)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(address, file));
        asked.Headers.Add("Accept", "text/html");
        asked.Headers.Add("Accept-Language", language);
        using var answer = await visitor.Http.SendAsync(asked);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
