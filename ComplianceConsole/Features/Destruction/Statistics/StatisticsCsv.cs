using System.Globalization;
using System.Text;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Features.Destruction.Statistics;

/// <summary>
/// The figures as a file for other programs: UTF-8 with a mark, commas, codes instead of words, so that it is the same in every language. A trait
/// that is not told is empty; the last line counts the records of which nothing is told. Policy 3.2.6.
/// </summary>
public static class StatisticsCsv
{
    /// <summary>Writes it.</summary>
    public static byte[] Write(RemainderFigures figures)
    {
        var csv = new StringBuilder("city,registration_year,activity,user_type,records\r\n");
        foreach (var (traits, count) in figures.Combinations)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{traits.City},{traits.Year},{traits.Activity},{traits.Type?.Code()},{count}\r\n");
        }

        if (figures.Suppressed > 0)
        {
            csv.Append(CultureInfo.InvariantCulture, $",,,,{figures.Suppressed}\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }
}
