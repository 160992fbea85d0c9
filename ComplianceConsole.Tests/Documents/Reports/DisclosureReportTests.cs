using System.Globalization;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Resources;
using Xunit;

namespace ComplianceConsole.Tests.Documents.Reports;

public sealed class DisclosureReportTests
{
    private static readonly string[] s_sections =
    [
        "SectionRequest",
        "SectionSubject",
        "SectionData",
        "SectionConsents",
        "SectionTransfers",
        "SectionHistory",
        "SectionAccess",
        "SectionRetention",
        "SectionRights",
        "SectionLedger",
        "SectionSignature",
    ];

    [Theory]
    [InlineData("en", "26 March 2026, Thursday")]
    [InlineData("ru", "26 марта 2026 г., четверг")]
    [InlineData("kk", "2026 жылғы 26 наурыз, бейсенбі")]
    public void TheReportHasItsSectionsInOrderAndItsDatesInWords(string language, string due)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = Pdfs.Text(Pdfs.Render(DisclosureReport.Create(DisclosureSamples.Full(), culture), language));

        var places = s_sections.Select((key, i) => text.IndexOf(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {ReportText.Get(key, culture)}"), StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains(due, text, StringComparison.Ordinal);
        Assert.Contains("Нұрлан Ғабитұлы Өтегенов", text, StringComparison.Ordinal);
        Assert.Contains("«Қызылжар» ЖШС <script>alert(1)</script>", text, StringComparison.Ordinal);
        Assert.Contains(DisclosureSamples.Root, text, StringComparison.Ordinal);
        Assert.Contains(ReportText.Get("Unsigned", culture), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "holds no personal data about the person named in this request")]
    [InlineData("ru", "не хранит персональных данных о лице, указанном в этом обращении")]
    [InlineData("kk", "осы өтініште көрсетілген адам туралы дербес деректерді сақтамайды")]
    public void ASubjectAboutWhomNothingIsHeldGetsAReportThatSaysSo(string language, string statement)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var pdf = Pdfs.Render(DisclosureReport.Create(DisclosureSamples.Empty(), culture), language);
        var text = Pdfs.Text(pdf);

        Assert.Contains(statement, text, StringComparison.Ordinal);
        Assert.Contains("2. " + ReportText.Get("SectionSubject", culture), text, StringComparison.Ordinal);
        Assert.Contains("5. " + ReportText.Get("SectionSignature", culture), text, StringComparison.Ordinal);
        Assert.DoesNotContain(ReportText.Get("SectionConsents", culture), text, StringComparison.Ordinal);
    }

    [Fact]
    public void NeitherPasswordNorCardNumberIsInTheDocument()
    {
        var corrected = DisclosureSamples.Full() with
        {
            Corrections =
            [
                new CorrectionEntry(Pdfs.Now, "Card", HeldFieldKind.BankCard, "4012888888881881", "4111-1111-1111-1111", "Letter", "Subject"),
                new CorrectionEntry(Pdfs.Now, "Password", HeldFieldKind.Password, "old-secret", "new-secret", "Copy of card 3782 822463 10005", "Subject"),
            ],
        };
        var document = DisclosureReport.Create(corrected, CultureInfo.GetCultureInfo("en"));
        var written = System.Text.Json.JsonSerializer.Serialize(document) + Pdfs.Text(Pdfs.Render(document));
        var digits = string.Concat(written.Where(char.IsAsciiDigit));

        Assert.DoesNotContain("secret", written, StringComparison.Ordinal);
        Assert.Contains("number not shown", written, StringComparison.Ordinal);
        Assert.DoesNotContain("1881", written, StringComparison.Ordinal);
        Assert.DoesNotContain("4444", written, StringComparison.Ordinal);
        foreach (var card in (string[])["4111111111111111", "5555555555554444", "4012888888881881", "378282246310005"])
        {
            Assert.DoesNotContain(card, digits, StringComparison.Ordinal);
        }

        // Numbers of other kinds stay whole.
        Assert.Contains("240140999018", written, StringComparison.Ordinal);
        Assert.Contains("+77015550142", written, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptySectionsOfAPersonSayThatTheyAreEmpty()
    {
        var bare = DisclosureSamples.Empty() with { Subject = DisclosureSamples.Full().Subject };
        var culture = CultureInfo.GetCultureInfo("ru");
        var text = Pdfs.Text(Pdfs.Render(DisclosureReport.Create(bare, culture), "ru"));

        Assert.All(
            (string[])["NoData", "NoConsents", "NoTransfers", "NoRequests", "NoCorrections", "NoAccess", "NoRetention"],
            key => Assert.Contains(ReportText.Get(key, culture), text, StringComparison.Ordinal));
    }

    [Fact]
    public void ARepresentativeIsNamedWithTheAuthority()
    {
        var empty = DisclosureSamples.Empty();
        var model = empty with { Request = empty.Request with { ByRepresentative = true, Authority = "power of attorney 17" } };
        var text = Pdfs.Text(Pdfs.Render(DisclosureReport.Create(model, CultureInfo.GetCultureInfo("en"))));

        Assert.Contains("Legal representative", text, StringComparison.Ordinal);
        Assert.Contains("On the strength of: power of attorney 17", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDocumentSurvivesBeingWrittenAsDataAndReadBack()
    {
        var document = DisclosureReport.Create(DisclosureSamples.Full(consents: 2, looks: 2), CultureInfo.GetCultureInfo("kk"));
        var json = System.Text.Json.JsonSerializer.Serialize(document);
        var copy = System.Text.Json.JsonSerializer.Deserialize<ReportDocument>(json);

        Assert.NotNull(copy);
        Assert.Equal(Pdfs.Render(document, "kk"), Pdfs.Render(copy, "kk"));
    }
}
