namespace ComplianceConsole.Domain.Depersonalisation;

/// <summary>What an organisation does, in groups wide enough to tell nobody. The numbers are stored and never change.</summary>
public enum ActivityGroup
{
    /// <summary>None of these.</summary>
    Other = 0,
    Software = 1,
    Research = 2,
    Agriculture = 3,
    Logistics = 4,
    Trade = 5,
    Construction = 6,
    Industry = 7,
    Finance = 8,
    Education = 9,
    Health = 10,
    Energy = 11,
    Utilities = 12,

    /// <summary>No activity is held.</summary>
    NotHeld = 13,
}

/// <summary>Finds the group of an activity as people describe it, in Kazakh, Russian or English.</summary>
public static class ActivityGroups
{
    // In the order in which they are asked: research in machine learning is research, and selling software is software.
    private static readonly (ActivityGroup Group, string[] Stems)[] s_stems =
    [
        (ActivityGroup.Research, ["research", "scien", "исследован", "научн", "зертте", "ғылым"]),
        (ActivityGroup.Software, ["software", "cloud", "data", "information tech", "программ", "информационн", "облач", "цифров", "бағдарлама", "ақпарат", "цифрлық", "бұлт"]),
        (ActivityGroup.Agriculture, ["agricult", "farm", "сельск", "агро", "животновод", "растениевод", "ауыл шаруа"]),
        (ActivityGroup.Logistics, ["logist", "transport", "warehous", "логист", "транспорт", "складск", "перевоз", "көлік", "тасымал"]),
        (ActivityGroup.Education, ["educat", "training", "образован", "обучен", "білім", "оқыту"]),
        (ActivityGroup.Health, ["health", "medic", "pharm", "медицин", "здравоохран", "фармац", "денсаулық", "дәрі"]),
        (ActivityGroup.Finance, ["financ", "bank", "insur", "финанс", "банк", "страхов", "қаржы", "сақтандыру"]),
        (ActivityGroup.Construction, ["construct", "building", "строител", "құрылыс"]),
        (ActivityGroup.Energy, ["energy", "oil", "gas", "mining", "энерг", "нефт", "газ", "добыч", "мұнай", "кен"]),
        (ActivityGroup.Utilities, ["utilit", "water supply", "коммунал", "водоснаб", "теплоснаб", "тұрғын үй"]),
        (ActivityGroup.Industry, ["manufact", "industr", "машиностро", "производств", "промышлен", "өндіріс", "өнеркәсіп"]),
        (ActivityGroup.Trade, ["trade", "retail", "wholesale", "торгов", "продаж", "сауда"]),
    ];

    /// <summary>The group of an activity.</summary>
    /// <param name="activity">The activity; null where none is held.</param>
    public static ActivityGroup Of(string? activity)
    {
        if (string.IsNullOrWhiteSpace(activity))
        {
            return ActivityGroup.NotHeld;
        }

        var text = " " + activity.Normalize().ToLowerInvariant();
        foreach (var (group, stems) in s_stems)
        {
            // A stem begins a word, so that "кен" is not found inside another.
            if (Array.Exists(stems, stem => BeginsWord(text, stem)))
            {
                return group;
            }
        }

        return ActivityGroup.Other;
    }

    private static bool BeginsWord(string text, string stem)
    {
        for (var at = text.IndexOf(stem, StringComparison.Ordinal); at >= 0; at = text.IndexOf(stem, at + 1, StringComparison.Ordinal))
        {
            if (!char.IsLetter(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
