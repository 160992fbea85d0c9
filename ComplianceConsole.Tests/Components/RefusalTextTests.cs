using System.Globalization;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class RefusalTextTests
{
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en");

    public static TheoryData<string> Languages() => ["en", "ru", "kk"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryRefusalOfTheConsoleHasItsSentence(string language)
    {
        var sentences = new TextFamily("RefusalText");
        var silent = typeof(Refusal).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract && type != typeof(InvalidInput))
            .Select(type => type.Name)
            .Where(code => sentences.Find(code, CultureInfo.GetCultureInfo(language)) is null);

        Assert.Empty(silent);
    }

    [Fact]
    public void WhoMayNotIsToldWhoMay() =>
        Assert.Equal(
            "Your role does not allow you to unblock a record. Nothing was changed. Who may: Responsible person.",
            RefusalText.Of(new NotAllowed(Right.UnblockSubject), s_english));

    [Fact]
    public void ABlockedRecordIsNamedByItsNumberAndTheTimeOfItsBlock() =>
        Assert.Equal(
            "Запись S-0000042 заблокирована с 26 марта 2026 г., 14:05 (пункт 2.1(7)), поэтому с ней ничего не сделано. Разблокировать её может ответственное лицо.",
            RefusalText.Of(new RecordBlocked(new SubjectId(42), Instant.FromUtc(2026, 3, 26, 9, 5)), CultureInfo.GetCultureInfo("ru")));

    [Fact]
    public void AnInputIsNamedAsTheFormNamesIt()
    {
        Assert.Equal("Last name: at most 100 characters.", RefusalText.Of(new InvalidInput(FieldCode.LastName, "TooLong", 100), s_english));
        Assert.Equal("Reason: fill this in.", RefusalText.Of(new InvalidInput("Reason", "Required"), s_english));
    }

    [Fact]
    public void AProblemWithoutASentenceStillSpeaksInWords() =>
        Assert.Equal("E-mail: this answer cannot be accepted.", RefusalText.Of(new InvalidInput(FieldCode.Email, "NoSuchProblem"), s_english));
}
