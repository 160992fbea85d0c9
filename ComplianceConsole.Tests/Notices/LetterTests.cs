using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Documents;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Notices;

public sealed class LetterTests
{
    [Theory]
    [InlineData("en", "Dear Aruzhan Tulegenova,", "Our number R-2026-000123, 20 November 2026")]
    [InlineData("ru", "Здравствуйте, Аружан Тулегенова!", "Наш номер R-2026-000123, 20 ноября 2026 г.")]
    [InlineData("kk", "Құрметті Аружан Төлегенова!", "Біздің нөміріміз R-2026-000123, 2026 жылғы 20 қараша")]
    public async Task A_letter_has_letterhead_address_number_text_and_who_signs(string language, string greeting, string reference)
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var registers = await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None);
        var content = NoticeSamples.Of(NoticeTemplates.Refused, language);
        var written = NoticeWriter.Write(NoticeTemplates.Refused, language, content, registers, new LocalDate(2026, 11, 20));

        var pdf = new LetterPrinter(new ComplianceConsole.Documents.Layout.HarfBuzzReportRenderer(), stores.Clock).Print(written, registers);

        var text = Pdfs.Text(pdf);
        foreach (var part in new[]
        {
            registers.Organisation!.Name.In(language), content.To.Name, content.To.PostalAddress!.Split('\n')[1], greeting, reference,
            written.Subject, registers.Appointment!.Name,
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.True(text.IndexOf(content.To.PostalAddress!.Split('\n')[1], StringComparison.Ordinal) < text.IndexOf(greeting, StringComparison.Ordinal));
    }
}
