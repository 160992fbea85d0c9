using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>People who do not exist, the same in every run. Names repeat as names do: a few are common, most are rare.</summary>
internal sealed class SyntheticPeople
{
    private static readonly Instant Since = Instant.FromUtc(2024, 1, 1, 0, 0);

    private static readonly string[] Onsets = ["А", "Б", "Д", "Е", "Ж", "К", "Қ", "М", "Н", "О", "С", "Т", "Ү", "Ш", "Ер", "Бай", "Сар", "Нұр", "Ай", "Кен"];
    private static readonly string[] Middles = ["ба", "де", "ға", "ки", "ма", "ну", "ры", "са", "те", "ше", "лжа", "мбе", "рке", "ста", "хме"];
    private static readonly string[] Ends = ["ев", "ова", "ев", "ин", "ина", "бек", "кова", "нов", "лиев", "ұлы"];
    private static readonly string[] FirstNames = ["Айгерим", "Данияр", "Сауле", "Марат", "Алия", "Тимур", "Жанна", "Ерлан", "Ольга", "Сергей", "Гүлнар", "Бауыржан", "Anna", "Timur", "Dana", "Асель", "Мирас", "Ильяс", "Нургуль", "Виктор"];
    private static readonly string[] Trades = ["Курылыс", "Логистик", "Агро", "Мед", "Трейд", "Снаб", "Инжиниринг", "Фарм", "Сервис", "Транс"];

    private readonly PCG _random = new(1, 20261101);

    /// <summary>A person of that number.</summary>
    public Profile Person(int number)
    {
        var surname = Pick(Onsets) + Pick(Middles) + Pick(Middles) + Ends[_random.Next((uint)Ends.Length)];
        var organisation = string.Create(CultureInfo.InvariantCulture, $"ТОО {Pick(Onsets)}{Pick(Middles)} {Pick(Trades)} {_random.Next(400)}");
        return Of(
            (FieldCode.ExternalId, Numbered($"ext-{number:D9}")),
            (FieldCode.LastName, surname),
            (FieldCode.FirstName, Pick(FirstNames)),
            (FieldCode.Email, Numbered($"user{number:D9}@example.kz")),
            (FieldCode.Phone, Numbered($"+7701{number % 10_000_000:D7}")),
            (FieldCode.PlaceOfWork, "Алматы"),
            (FieldCode.Post, "менеджер по закупкам"),
            (FieldCode.BankCardNumber, "4000007070768988"),
            (FieldCode.Bin, Numbered($"9{number % 100_000:D11}")),
            (FieldCode.Organization, organisation),
            (FieldCode.Activity, "оптовая торговля"),
            (FieldCode.UserType, number % 3 == 0 ? "supplier" : "customer"),
            (FieldCode.LegalAddress, Numbered($"Алматы, ул. Синтетическая, {number % 500}")),
            (FieldCode.Website, "https://example.kz"));
    }

    private static Profile Of(params (string Code, string Value)[] values) =>
        values.Aggregate(Profile.Empty, (profile, one) => profile.With(one.Code, one.Value, FieldSource.Registration, Since));

    private static string Numbered(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // The square of a uniform number prefers the first ones.
    private string Pick(string[] from) => from[(int)(from.Length * Math.Pow(_random.Next() / 4294967296.0, 2))];
}
