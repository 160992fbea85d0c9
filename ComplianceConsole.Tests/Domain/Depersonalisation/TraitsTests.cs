using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Depersonalisation;

public sealed class TraitsTests
{
    [Theory]
    [InlineData("г. Астана, ул. Мәңгілік Ел, 55", City.Astana)]
    [InlineData("Алматы қ., Абай даңғылы, 10", City.Almaty)]
    [InlineData("Karaganda, Bukhar Zhyrau 44", City.Karaganda)]
    [InlineData("Ақтөбе қ., Әбілқайыр хан, 62", City.Aktobe)]
    [InlineData("050000, г. Алматы, ул. Астана, 4", City.Almaty)]
    [InlineData("ул. Астана 4, Шымкент қаласы", City.Shymkent)]
    [InlineData("г. Усть-Каменогорск", City.Oskemen)]
    [InlineData("Нур-Султан, пр. Кабанбай батыра", City.Astana)]
    [InlineData("село Каргалы", City.Elsewhere)]
    [InlineData("   ", City.NotHeld)]
    [InlineData(null, City.NotHeld)]
    public void A_city_stands_for_an_address(string? address, City city) => Assert.Equal(city, Cities.Of(address));

    [Theory]
    [InlineData("Разработка программного обеспечения", ActivityGroup.Software)]
    [InlineData("Cloud infrastructure and data services", ActivityGroup.Software)]
    [InlineData("Научные исследования в области машинного обучения", ActivityGroup.Research)]
    [InlineData("Ауыл шаруашылығы өнімдерін өңдеу", ActivityGroup.Agriculture)]
    [InlineData("Логистика и складские услуги", ActivityGroup.Logistics)]
    [InlineData("Кен өндіру", ActivityGroup.Energy)]
    [InlineData("Мекен туралы жазбалар", ActivityGroup.Other)]
    [InlineData("", ActivityGroup.NotHeld)]
    public void A_group_stands_for_an_activity(string? activity, ActivityGroup group) => Assert.Equal(group, ActivityGroups.Of(activity));

    [Fact]
    public void A_record_is_generalised_to_city_year_group_and_type_with_the_year_in_which_it_began()
    {
        // New Year's Eve in Almaty comes six hours before UTC's.
        var profile = Profile.Empty
            .With(FieldCode.LegalAddress, "г. Астана, 5", FieldSource.Registration, Instant.FromUtc(2022, 12, 31, 19, 0))
            .With(FieldCode.Activity, "Retail", FieldSource.UserUpdate, Instant.FromUtc(2025, 5, 5, 5, 5))
            .With(FieldCode.UserType, "it-company", FieldSource.UserUpdate, Instant.FromUtc(2025, 5, 5, 5, 5));

        Assert.Equal(new Traits(City.Astana, 2023, ActivityGroup.Trade, UserType.ItCompany), Traits.Of(profile));
        Assert.Equal(new Traits(City.NotHeld, null, ActivityGroup.NotHeld, null), Traits.Of(Profile.Empty));
    }
}
