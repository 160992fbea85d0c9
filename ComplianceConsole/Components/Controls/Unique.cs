using System.Globalization;

namespace ComplianceConsole.Components.Controls;

/// <summary>Ids for elements that name each other.</summary>
internal static class Unique
{
    private static long s_last;

    /// <summary>An id that no other element of the process has.</summary>
    public static string Id(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref s_last)}");
}
