using System.Net;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Documents;
using ComplianceConsole.Tests.Security;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Reports;

public sealed class ReportEndpointsTests
{
    [Fact]
    public async Task A_report_is_served_as_a_file_that_no_cache_keeps_and_refused_in_words()
    {
        await using var console = RunningConsole.Start();
        var number = await PreparedAsync(console);
        using var responsible = await console.SignInAsync("demo-dpo");
        using var manager = await console.SignInAsync("demo-manager");
        using var staff = await console.SignInAsync("demo-staff");

        using (var preview = await responsible.GetAsync(Links.Report(number, 1)))
        {
            Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
            Assert.Equal("application/pdf", preview.Content.Headers.ContentType?.MediaType);
            Assert.Equal("inline", preview.Content.Headers.ContentDisposition?.DispositionType);
            Assert.True(preview.Headers.CacheControl?.NoStore);
            Assert.Contains(number.ToString(), Pdfs.Text(await preview.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        }

        using (var early = await manager.GetAsync(Links.ReportDownload(number, 1)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
            Assert.Contains("The report stays closed", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await console.Services.GetRequiredService<ApproveReport>().HandleAsync(Actors.Dpo, new(number, 3, 1), CancellationToken.None);
        using (var download = await manager.GetAsync(Links.ReportDownload(number, 1)))
        {
            Assert.Equal(HttpStatusCode.OK, download.StatusCode);
            Assert.Equal("attachment", download.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal($"{number}-1.pdf", download.Content.Headers.ContentDisposition?.FileName);
        }

        Assert.NotEqual(HttpStatusCode.OK, await staff.StatusOfAsync(Links.Report(number, 1)));
        Assert.Equal(HttpStatusCode.NotFound, await manager.StatusOfAsync(Links.Report(number, 2)));
        using var nobody = console.Visit();
        Assert.Equal(HttpStatusCode.Redirect, await nobody.StatusOfAsync(Links.Report(number, 1)));
    }

    private static async Task<RequestNumber> PreparedAsync(RunningConsole console)
    {
        var request = new RegisterRequestCommand
        {
            Kind = RequestKind.Disclosure,
            Applicant = ApplicantKind.Subject,
            Channel = Channel.InPerson,
            ReceivedAt = console.Clock.Now,
            Language = "en",
            ApplicantName = "Aruzhan Ermekova",
        };
        var number = (await console.Services.GetRequiredService<RegisterRequest>().HandleAsync(Actors.Staff, request, CancellationToken.None)).Value;
        var confirmed = await console.Services.GetRequiredService<ConfirmIdentity>()
            .HandleAsync(Actors.Dpo, new(number, 1, IdentityCheck.IdentityDocument), CancellationToken.None);
        Assert.True(confirmed.IsDone);
        var prepared = await console.Services.GetRequiredService<PrepareReport>().HandleAsync(Actors.Dpo, new(number, 2), CancellationToken.None);
        Assert.Equal(1, prepared.Value);
        return number;
    }
}
