using System.Globalization;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Notices;

public sealed class NoticeWriterTests
{
    private static readonly string[] Languages = ["en", "ru", "kk"];
    private static readonly string[] Applicants =
    [
        NoticeTemplates.RequestReceived, NoticeTemplates.Disclosure, NoticeTemplates.NothingHeld, NoticeTemplates.Corrected, NoticeTemplates.Destroyed,
        NoticeTemplates.WithdrawalAccepted, NoticeTemplates.Blocked, NoticeTemplates.Stopped, NoticeTemplates.Released, NoticeTemplates.Answer,
        NoticeTemplates.Refused,
    ];

    private static readonly string[] OwnData =
    [
        "your personal data", "your data", "your consent", "about you", "ваши персональные", "ваших персональных", "ваши данные", "ваши согласия", "о вас",
        "деректеріңіз", "келісімдеріңіз", "сіз туралы",
    ];

    private static readonly string[] Harmless = [NoticeValues.Number, NoticeValues.Incident, NoticeValues.Overdue, NoticeValues.DueToday, NoticeValues.DueSoon];
    private static readonly Lazy<Task<RegisterSnapshot>> Registers = new(ReadRegistersAsync);
    private static readonly LocalDate Today = new(2026, 11, 20);

    public static TheoryData<string, string> Templates()
    {
        var all = new TheoryData<string, string>();
        foreach (var template in NoticeTemplates.All)
        {
            foreach (var language in Languages)
            {
                all.Add(template, language);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_asks_the_same_values_in_every_language_and_none_of_a_person_in_its_subject(string template, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);

        Assert.Subset(Harmless.ToHashSet(StringComparer.Ordinal), NamesIn("Subject_" + template, culture));
        Assert.Equal(NamesIn("Body_" + template, CultureInfo.InvariantCulture).Order(StringComparer.Ordinal), NamesIn("Body_" + template, culture).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task With_every_value_no_brace_is_left_and_the_organisation_signs(string template, string language)
    {
        var registers = await RegistersAsync();

        var written = NoticeWriter.Write(template, language, NoticeSamples.Of(template, language), registers, Today);

        Assert.DoesNotContain("{", written.Subject + written.Text, StringComparison.Ordinal);
        Assert.NotEmpty(written.Subject);
        Assert.Contains(registers.Organisation!.Name.In(language), written.Text, StringComparison.Ordinal);
        Assert.Contains(registers.Appointment!.Name, written.Text, StringComparison.Ordinal);
        Assert.Contains(registers.Appointment.Email, written.Text, StringComparison.Ordinal);
        var paragraphs = NoticeText.Get("Body_" + template, CultureInfo.GetCultureInfo(language)).Split("\n\n").Length;
        Assert.Equal(paragraphs + 1, written.Paragraphs.Count);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task The_authorised_body_reads_of_a_subject_s_data_at_its_demand_and_not_that_it_may_complain_to_itself(string language)
    {
        var objection = NoticeText.Get("Objection", CultureInfo.GetCultureInfo(language));
        foreach (var template in Applicants)
        {
            var sample = NoticeSamples.Of(template, language, ApplicantKind.AuthorisedBody);
            var written = NoticeWriter.Write(template, language, Without(sample, NoticeValues.HowToObject), await RegistersAsync(), Today);

            Assert.StartsWith(sample.To.Name, written.Paragraphs[0], StringComparison.Ordinal);
            Assert.DoesNotContain(objection, written.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("{", written.Subject + written.Text, StringComparison.Ordinal);
            Assert.All(OwnData, words => Assert.DoesNotContain(words, written.Subject + written.Text, StringComparison.OrdinalIgnoreCase));
            if (template is not NoticeTemplates.NothingHeld)
            {
                Assert.Contains("S-0000042", written.Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task A_representative_reads_of_the_data_of_whoever_is_represented_by_name(string language)
    {
        foreach (var template in Applicants)
        {
            var sample = NoticeSamples.Of(template, language, ApplicantKind.Representative);
            var written = NoticeWriter.Write(template, language, sample, await RegistersAsync(), Today);

            Assert.Contains(sample.Values[NoticeValues.SubjectName], written.Paragraphs[2], StringComparison.Ordinal);
            Assert.DoesNotContain("S-0000042", written.Text, StringComparison.Ordinal);
            Assert.All(OwnData, words => Assert.DoesNotContain(words, written.Subject + written.Text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData(ApplicantKind.Representative)]
    [InlineData(ApplicantKind.AuthorisedBody)]
    public void A_template_for_an_addressee_asks_the_same_values_in_every_language(ApplicantKind applicant)
    {
        foreach (var template in Applicants)
        {
            var key = $"Body_{template}_{applicant}";
            var asked = NamesIn(key, CultureInfo.InvariantCulture).Order(StringComparer.Ordinal).ToList();
            Assert.All(Languages, language => Assert.Equal(asked, NamesIn(key, CultureInfo.GetCultureInfo(language)).Order(StringComparer.Ordinal), StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Without_values_nothing_half_said_is_left(string template, string language)
    {
        var written = NoticeWriter.Write(template, language, Content([]), await RegistersAsync(), Today);

        Assert.DoesNotContain("{", written.Subject + written.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", written.Subject + written.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(": .", written.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task Every_ground_of_refusal_is_explained_with_how_to_object(string language)
    {
        var registers = await RegistersAsync();
        var texts = Enum.GetValues<RefusalGround>()
            .Select(ground => NoticeWriter.Write(NoticeTemplates.Refused, language, Content([(NoticeValues.Ground, ground.ToString())]), registers, Today).Text)
            .ToList();

        Assert.All(Enum.GetValues<RefusalGround>().Zip(texts), one => Assert.DoesNotContain(one.First.ToString(), one.Second, StringComparison.Ordinal));
        Assert.Equal(texts.Count, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.All(texts, text => Assert.Contains(NoticeText.Get("Objection", CultureInfo.GetCultureInfo(language)), text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_person_wrote_stays_as_it_is_but_for_whole_card_numbers()
    {
        var text = "First line.\n\nAfter an empty line, a {number} in braces.\nCard 4111 1111 1111 1111.";

        var written = NoticeWriter.Write(
            NoticeTemplates.Answer, "en", Content([(NoticeValues.Text, text), (NoticeValues.Number, "R-2026-000001"), (NoticeValues.ReceivedOn, "2026-11-02")]), await RegistersAsync(), Today);

        Assert.Contains("First line.\n\nAfter an empty line, a {number} in braces.", written.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111 1111 1111", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_end_in_a_number_adds_no_header()
    {
        var written = NoticeWriter.Write(
            NoticeTemplates.Answer, "en", Content([(NoticeValues.Number, "R-1\r\nBcc: other@example.kz")]), await RegistersAsync(), Today);

        Assert.DoesNotContain("\n", written.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "under: contract No. 12 of 10 January 2026.", "by 1 December 2026,")]
    [InlineData("ru", "на основании: договор № 12 от 10 января 2026 г.", "не позднее 1 декабря 2026 г.")]
    [InlineData("kk", "берілген: № 12 шарт, 2026 жылғы 10 қаңтар.", "2026 жылғы 1 желтоқсан күнінен")]
    public async Task A_third_party_reads_its_contract_and_its_day_as_one_writes_them(string language, string contract, string day)
    {
        var values = Content(
            [(NoticeValues.Contract, "12"), (NoticeValues.ContractDate, "2026-01-10"), (NoticeValues.AcknowledgeBy, "2026-12-01")]);

        var written = NoticeWriter.Write(NoticeTemplates.RecipientWithdrawn, language, values, await RegistersAsync(), Today).Text;

        Assert.Contains(contract, written, StringComparison.Ordinal);
        Assert.Contains(day, written, StringComparison.Ordinal);
        Assert.DoesNotContain("..", written, StringComparison.Ordinal);
    }

    private static NoticeContent Without(NoticeContent content, string name) =>
        content with { Values = content.Values.Where(one => !string.Equals(one.Key, name, StringComparison.Ordinal)).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal) };

    private static HashSet<string> NamesIn(string key, CultureInfo culture) =>
        [.. NoticeWriter.Placeholder().Matches(NoticeText.Get(key, culture)).Select(found => found.Groups["name"].Value)];

    private static NoticeContent Content(IEnumerable<(string Name, string Value)> values) =>
        new(new NoticeAddress("Reader"), values.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal), Attachment: null);

    private static Task<RegisterSnapshot> RegistersAsync() => Registers.Value;

    private static async Task<RegisterSnapshot> ReadRegistersAsync()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        return await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None);
    }
}
