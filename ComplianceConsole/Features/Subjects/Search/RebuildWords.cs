using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Search;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>Says how far the search index is being made anew.</summary>
internal static class RebuildWords
{
    /// <summary>The sentence.</summary>
    public static string Of(IStringLocalizer<SubjectsText> text, RebuildProgress progress) =>
        progress.Total == 0 ? text["Rebuilding"] : text["RebuildingPercent", progress.Done * 100 / progress.Total];
}
