using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Subjects;
using CsCheck;

namespace ComplianceConsole.Tests.Domain.Depersonalisation;

public sealed class AnonymityTests
{
    private static readonly Gen<Traits[]> s_populations =
        from cities in Gen.Int[1, 8]
        from years in Gen.Int[1, 4]
        from activities in Gen.Int[1, 5]
        from people in Person(cities, years, activities).Array[0, 200]
        select people;

    [Fact]
    public void Every_combination_of_a_random_population_hides_in_k_and_from_k_or_is_suppressed()
    {
        var (told, suppressed) = (0, 0);
        Gen.Select(s_populations, Gen.Int[Anonymity.Least, 9]).Sample(
            (group, k) =>
            {
                var kept = Anonymity.Coarsen(group, k);

                Assert.Equal(group.Length, kept.Count);
                Assert.True(Anonymity.Holds(kept, k));
                Assert.All(group.Zip(kept), pair => AssertCoarser(pair.First, pair.Second));
                AssertEachKindHides(group, kept, k);
                Interlocked.Add(ref told, kept.Count(traits => !traits.IsSuppressed));
                Interlocked.Add(ref suppressed, kept.Count(traits => traits.IsSuppressed));
            },
            iter: 1_000);

        // Neither of the two would prove anything if it never happened.
        Assert.True(told > 10_000, $"Told: {told}");
        Assert.True(suppressed > 1_000, $"Suppressed: {suppressed}");
    }

    [Fact]
    public void What_is_kept_does_not_depend_on_the_order_of_the_records() =>
        s_populations.SelectMany(group => Gen.Select(Gen.Const(group), Gen.Shuffle(group.ToArray()))).Sample(
            (group, shuffled) => Assert.Equal(
                Anonymity.Coarsen(group, 5).CountBy(traits => traits).ToDictionary(),
                Anonymity.Coarsen(shuffled, 5).CountBy(traits => traits).ToDictionary()),
            iter: 200);

    [Fact]
    public void Groups_that_hold_hold_together_and_so_does_what_came_between_two_backups() =>
        s_populations.Array[2, 8].Sample(
            groups =>
            {
                var told = groups.Select(group => Anonymity.Coarsen(group, 5)).ToList();

                Assert.True(Anonymity.Holds(told.SelectMany(group => group), 5));
                Assert.True(Anonymity.Holds(told.Skip(1).SelectMany(group => group), 5));
            },
            iter: 100);

    [Fact]
    public void Of_fewer_than_twice_k_records_nothing_is_told() =>
        Assert.All(Anonymity.Coarsen([.. Alike(City.Almaty, 4), .. Alike(City.Astana, 5)], 5), traits => Assert.True(traits.IsSuppressed));

    [Fact]
    public void Records_that_are_all_alike_would_be_told_by_their_numbers_and_are_suppressed() =>
        Assert.All(Anonymity.Coarsen([.. Alike(City.Almaty, 40)], 5), traits => Assert.True(traits.IsSuppressed));

    [Fact]
    public void Two_combinations_of_k_each_are_told_whole_and_the_odd_one_is_told_coarsely_or_not_at_all()
    {
        var odd = new Traits(City.Aktau, 2024, ActivityGroup.Finance, UserType.ResearchInstitute);

        var told = Anonymity.Coarsen([.. Alike(City.Almaty, 5), odd, .. Alike(City.Astana, 5)], 5);

        Assert.Equal(10, told.Count(traits => traits.IsWhole));
        Assert.True(told[5].IsSuppressed);
        var remains = RemainsFacts.Of(told, 5);
        Assert.Equal((11, 10, 0, 1), (remains.Together, remains.Whole, remains.Coarsened, remains.Suppressed));
    }

    [Fact]
    public void A_combination_of_a_year_that_is_alike_hides_nobody_of_that_year_though_others_are_there()
    {
        Traits[] group = [.. Alike(City.Almaty, 6, 2023), .. Alike(City.Almaty, 6, 2024), .. Alike(City.Astana, 6, 2024)];

        var told = Anonymity.Coarsen(group, 5);

        Assert.All(told.Take(6), traits => Assert.True(traits.IsSuppressed));
        Assert.All(told.Skip(6), traits => Assert.True(traits.IsWhole));
    }

    [Fact]
    public void Nobody_is_hidden_by_a_group_of_one() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Anonymity.Coarsen([], 1));

    private static IEnumerable<Traits> Alike(City city, int count, int year = 2024) =>
        Enumerable.Repeat(new Traits(city, year, ActivityGroup.Trade, UserType.Enterprise), count);

    private static Gen<Traits> Person(int cities, int years, int activities) =>
        Gen.Select(
            Gen.Frequency((19, Gen.Int[0, cities - 1]), (1, Gen.Const((int)City.NotHeld))),
            Gen.Frequency((49, Gen.Int[2022, 2021 + years]), (1, Gen.Const(0))),
            Gen.Frequency((9, Gen.Int[0, activities - 1]), (1, Gen.Const((int)ActivityGroup.NotHeld))),
            Gen.Int[0, 30],
            (city, year, activity, type) =>
                new Traits((City)city, year == 0 ? null : year, (ActivityGroup)activity, type == 30 ? null : (UserType)(type % 3)));

    private static void AssertCoarser(Traits whole, Traits told)
    {
        Assert.True(told.City is null || told.City == whole.City);
        Assert.True(told.Year is null || told.Year == whole.Year);
        Assert.True(told.Activity is null || told.Activity == whole.Activity);
        Assert.True(told.Type is null || told.Type == whole.Type);
    }

    private static void AssertEachKindHides(Traits[] group, IReadOnlyList<Traits> told, int k)
    {
        foreach (var kind in Enumerable.Range(0, group.Length).GroupBy(index => Anonymity.KnownOf(group[index])))
        {
            var all = kind.Count();
            Assert.All(
                kind.CountBy(index => told[index]).Where(one => !one.Key.IsSuppressed),
                one => Assert.True(all - one.Value >= k, $"{one.Value} of {all} of a kind share a combination."));
        }
    }
}
