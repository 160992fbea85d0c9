using System.Collections.Frozen;
using System.Text;

namespace ComplianceConsole.Domain.Depersonalisation;

/// <summary>A city large enough to be told. The numbers are stored and never change.</summary>
public enum City
{
    /// <summary>A smaller place, a village, abroad.</summary>
    Elsewhere = 0,
    Astana = 1,
    Almaty = 2,
    Shymkent = 3,
    Aktobe = 4,
    Aktau = 5,
    Atyrau = 6,
    Karaganda = 7,
    Kokshetau = 8,
    Konaev = 9,
    Kostanay = 10,
    Kyzylorda = 11,
    Oral = 12,
    Oskemen = 13,
    Pavlodar = 14,
    Petropavl = 15,
    Semey = 16,
    Taldykorgan = 17,
    Taraz = 18,
    Turkistan = 19,
    Zhezkazgan = 20,

    /// <summary>No address is held.</summary>
    NotHeld = 21,
}

/// <summary>Finds the city in an address as people write it, in Kazakh, Russian or English.</summary>
public static class Cities
{
    private static readonly FrozenDictionary<string, City> s_names = Names(
        (City.Astana, "astana астана астаны астане nursultan нурсултан нұрсұлтан"),
        (City.Almaty, "almaty алматы алмата алмате"),
        (City.Shymkent, "shymkent шымкент чимкент"),
        (City.Aktobe, "aktobe aqtobe ақтөбе актобе актюбинск"),
        (City.Aktau, "aktau aqtau ақтау актау"),
        (City.Atyrau, "atyrau атырау"),
        (City.Karaganda, "karaganda karagandy qaragandy қарағанды караганда караганды"),
        (City.Kokshetau, "kokshetau көкшетау кокшетау"),
        (City.Konaev, "konaev qonaev қонаев конаев капшагай қапшағай"),
        (City.Kostanay, "kostanay kostanai qostanai қостанай костанай"),
        (City.Kyzylorda, "kyzylorda qyzylorda қызылорда кызылорда"),
        (City.Oral, "oral uralsk орал уральск"),
        (City.Oskemen, "oskemen ustkamenogorsk өскемен оскемен устькаменогорск"),
        (City.Pavlodar, "pavlodar павлодар"),
        (City.Petropavl, "petropavl petropavlovsk петропавл петропавловск"),
        (City.Semey, "semey семей семипалатинск"),
        (City.Taldykorgan, "taldykorgan taldyqorgan талдықорған талдыкорган"),
        (City.Taraz, "taraz тараз"),
        (City.Turkistan, "turkistan turkestan түркістан туркестан"),
        (City.Zhezkazgan, "zhezkazgan jezqazgan жезқазған жезказган"));

    private static readonly FrozenSet<string> s_before = new[] { "г", "гор", "город", "city" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_after = new[] { "қ", "қаласы", "city" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The city of an address; one that is marked as a city leads, for streets bear the names of cities too.</summary>
    /// <param name="address">The address; null where none is held.</param>
    public static City Of(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return City.NotHeld;
        }

        var words = Words(address);
        City? first = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (s_names.TryGetValue(words[i], out var city))
            {
                if ((i > 0 && s_before.Contains(words[i - 1])) || (i + 1 < words.Count && s_after.Contains(words[i + 1])))
                {
                    return city;
                }

                first ??= city;
            }
        }

        return first ?? City.Elsewhere;
    }

    // "Нур-Султан" and "Нур Султан" are one word here only where a hyphen joins them.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var sign in text.Normalize().ToLowerInvariant().Append(' '))
        {
            if (char.IsLetter(sign))
            {
                word.Append(sign);
            }
            else if (sign is not '-' && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }

    private static FrozenDictionary<string, City> Names(params (City City, string Names)[] cities) =>
        cities
            .SelectMany(one => one.Names.Split(' '), (one, name) => (name, one.City))
            .ToFrozenDictionary(one => one.name, one => one.City, StringComparer.Ordinal);
}
