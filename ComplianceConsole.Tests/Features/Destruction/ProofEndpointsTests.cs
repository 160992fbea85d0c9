using System.Net;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Tests.Security;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>Who reaches proofs, figures and receipts by their addresses, and what a refusal says.</summary>
public sealed class ProofEndpointsTests
{
    [Fact]
    public async Task An_auditor_reaches_proofs_and_figures_and_no_page_that_does_something()
    {
        await using var console = RunningConsole.Start();
        using var auditor = await console.SignInAsync("demo-auditor");
        var subject = new SubjectId(1);

        foreach (var address in (string[])[Links.Destruction, Links.Tombstone(subject), Links.Statistics, Links.StatisticsFile])
        {
            Assert.Equal(HttpStatusCode.OK, await auditor.StatusOfAsync(address));
        }

        Assert.Equal(HttpStatusCode.NotFound, await auditor.StatusOfAsync(Links.DestructionAct(subject, "en")));
        foreach (var address in (string[])[Links.Destroy(subject), Links.Depersonalise, Links.Subject(subject), Links.ConsentReceipt(subject, "en")])
        {
            using var answer = await auditor.GetAsync(address);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith(Links.Denied, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_receipt_of_a_blocked_record_is_refused_in_words_with_the_block_and_its_clause()
    {
        var folder = Directory.CreateTempSubdirectory("console-").FullName;
        var stores = await (await TestStores.OpenAsync(folder)).WithRegistersAsync();
        var subject = await stores.AddRegisteredAsync();
        await stores.CloseAsync();
        await using var console = RunningConsole.Start(folder: folder);
        Assert.True((await console.Services.GetRequiredService<BlockSubject>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);
        using var responsible = await console.SignInAsync("demo-dpo");

        foreach (var address in (string[])[Links.ConsentReceipt(subject, "en"), Links.ConsentReceiptJson(subject, "en")])
        {
            using var answer = await responsible.GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var words = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Contains($"Record {subject} has been blocked since", words, StringComparison.Ordinal);
            Assert.Contains($"by {Actors.Staff.Name} (clause 2.1(7))", words, StringComparison.Ordinal);
            Assert.Contains($"/subjects/{subject}/consents", words, StringComparison.Ordinal);
        }
    }
}
