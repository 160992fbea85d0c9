using System.Globalization;
using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Destruction.Statistics;

/// <summary>Traits in the reader's words; a trait that is not told has a word too.</summary>
internal static class StatisticsWords
{
    /// <summary>City, year, activity, user type.</summary>
    public static IReadOnlyList<string> Of(IStringLocalizer<DepersonalisationText> text, Traits traits) =>
    [
        traits.City is { } city ? text["City_" + city] : text["NotTold"],
        traits.Year?.ToString(CultureInfo.InvariantCulture) ?? text["NotTold"],
        traits.Activity is { } activity ? text["Activity_" + activity] : text["NotTold"],
        traits.Type is { } type ? EnumText.Of(type) : text["NotTold"],
    ];
}
