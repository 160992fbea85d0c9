using System.Globalization;
using System.Net;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Security;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration.Proof.Disk;

/// <summary>
/// While no entry can be written, every address that serves a file answers 503 with a page in words, in the reader's language, and serves again by
/// itself afterwards.
/// </summary>
public sealed class EndpointTests
{
    private static readonly string[] s_files =
    [
        "/reports/statistics.csv", "/destruction/S-0000001/act.pdf?language=en", "/subjects/S-0000001/receipt.pdf?language=en", "/subjects/S-0000001/receipt.json?language=en",
        "/subjects/S-0000001/evidence/1", "/requests/R-2026-000001/documents/1", "/requests/R-2026-000001/reports/1", "/requests/R-2026-000001/reports/1/download",
        "/notices/1/letter", "/notices/1/enclosure",
    ];

    [Fact]
    public async Task Files_are_refused_in_words_while_no_entry_can_be_written_and_served_again_afterwards()
    {
        await using var console = RunningConsole.Start();
        using var visitor = await console.SignInAsync("demo-dpo");
        var records = console.Services.GetRequiredService<StoreFiles>().Records;
        TestStores.Sql(records, "CREATE TRIGGER no_entries BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

        foreach (var file in s_files)
        {
            foreach (var language in (string[])["en", "ru", "kk"])
            {
                var (status, page) = await ReadAsync(visitor, console.Address, file, language);
                Assert.True(status == HttpStatusCode.ServiceUnavailable, $"{file}: {status}");
                Assert.Contains(RefusalText.Of(new StoreUnavailable(), CultureInfo.GetCultureInfo(language)), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            }
        }

        TestStores.Sql(records, "DROP TRIGGER no_entries");
        foreach (var file in s_files)
        {
            var (status, _) = await ReadAsync(visitor, console.Address, file, "en");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{file}: {status}");
        }
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
