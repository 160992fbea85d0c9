using System.Globalization;
using ComplianceConsole.Documents.Reports;
using Xunit;

namespace ComplianceConsole.Tests.Documents.Reports;

public sealed class DisclosureReportTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public void TheReportIsDrawn(string language)
    {
        var pdf = Pdfs.Render(DisclosureReport.Create(DisclosureSamples.Full(), CultureInfo.GetCultureInfo(language)), language);
        if (Environment.GetEnvironmentVariable("PDF_OUT") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"full-{language}.pdf"), pdf);
            File.WriteAllBytes(Path.Combine(folder, $"empty-{language}.pdf"), Pdfs.Render(DisclosureReport.Create(DisclosureSamples.Empty(), CultureInfo.GetCultureInfo(language)), language));
        }

        Assert.Contains("Өтегенов", Pdfs.Text(pdf), StringComparison.Ordinal);
    }
}
