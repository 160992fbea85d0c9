using System.Globalization;
using System.Text;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Intake;
using CsCheck;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>People who do not exist, the same in every run. Names repeat as names do: a few are common, most are rare.</summary>
internal sealed class SyntheticPeople
{
    private static readonly string[] Onsets = ["А", "Б", "Д", "Е", "Ж", "К", "Қ", "М", "Н", "О", "С", "Т", "Ү", "Ш", "Ер", "Бай", "Сар", "Нұр", "Ай", "Кен"];
    private static readonly string[] Middles = ["ба", "де", "ға", "ки", "ма", "ну", "ры", "са", "те", "ше", "лжа", "мбе", "рке", "ста", "хме"];
    private static readonly string[] Ends = ["ев", "ова", "ев", "ин", "ина", "бек", "кова", "нов", "лиев", "ұлы"];
    private static readonly string[] FirstNames = ["Айгерим", "Данияр", "Сауле", "Марат", "Алия", "Тимур", "Жанна", "Ерлан", "Ольга", "Сергей", "Гүлнар", "Бауыржан", "Anna", "Timur", "Dana", "Асель", "Мирас", "Ильяс", "Нургуль", "Виктор"];
    private static readonly string[] Trades = ["Курылыс", "Логистик", "Агро", "Мед", "Трейд", "Снаб", "Инжиниринг", "Фарм", "Сервис", "Транс"];

    private static readonly string[] Bins = [.. Enumerable.Range(0, 5_000).Select(ValidBin)];

    private readonly PCG _random = new(1, 20261101);

    /// <summary>The next people as a file of registered users has them, numbered from a number on.</summary>
    public MemoryFile File(int from, int count)
    {
        var text = new StringBuilder(Imports.Header).Append("\r\n");
        for (var number = from; number < from + count; number++)
        {
            text.Append(Row(number)).Append("\r\n");
        }

        return new MemoryFile(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private string Row(int number) =>
        Imports.Row(
            Text($"ext-{number:D9}"),
            (FieldCode.LastName, Pick(Onsets) + Pick(Middles) + Pick(Middles) + Pick(Ends)),
            (FieldCode.FirstName, Pick(FirstNames)),
            (FieldCode.Phone, Text($"+7701{number % 10_000_000:D7}")),
            (FieldCode.Email, Text($"user{number:D9}@example.kz")),
            (FieldCode.PlaceOfWork, "Алматы"),
            (FieldCode.Post, "менеджер по закупкам"),
            (FieldCode.BankCardNumber, "4000007070768988"),
            (FieldCode.Bin, Bins[number % Bins.Length]),
            (FieldCode.Organization, Text($"ТОО {Pick(Onsets)}{Pick(Middles)} {Pick(Trades)} {_random.Next(400)}")),
            (FieldCode.Activity, "оптовая торговля"),
            (FieldCode.UserType, number % 3 == 0 ? "it-company" : "enterprise"),
            (FieldCode.LegalAddress, Text($"Алматы, ул. Синтетическая, {number % 500}")),
            (FieldCode.Website, "https://example.kz"));

    private static string ValidBin(int number) =>
        Enumerable.Range(0, 10)
            .Select(digit => Text($"16014{number:D6}{digit}"))
            .FirstOrDefault(text => Bin.TryParse(text, out var bin, out _) && bin.CheckDigitHolds, "160140994446");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // The square of a uniform number prefers the first ones.
    private string Pick(string[] from) => from[(int)(from.Length * Math.Pow(_random.Next() / 4294967296.0, 2))];
}
