using System.Globalization;

namespace ComplianceConsole.Tests.Benchmarks;

/// <summary>Prints figures, a line each, as they come.</summary>
internal static class FigureTable
{
    private const string Line = "| {0,-52} | {1,12} | {2,12} | {3,8} | {4,16} | {5,-4} |";

    /// <summary>The head of the table.</summary>
    public static void PrintHead(TextWriter output)
    {
        output.WriteLine(Format("what", "raw, us", "product, us", "ratio", "goal", "met"));
        output.WriteLine(Format(new string('-', 52), "-----------:", "-----------:", "-------:", "---------------:", "----"));
    }

    /// <summary>One figure.</summary>
    public static void Print(TextWriter output, Figure figure) =>
        output.WriteLine(
            Format(
                figure.Pair.Name,
                Microseconds(figure.RawMicroseconds),
                Microseconds(figure.ProductMicroseconds),
                figure.Ratio.ToString("0.00", CultureInfo.InvariantCulture),
                figure.Pair.Goal.Words,
                figure.IsMet switch
                {
                    true => "yes",
                    false => "NO",
                    null => "",
                }));

    private static string Microseconds(double value) =>
        value.ToString(value < 10 ? "0.00" : "N1", CultureInfo.InvariantCulture);

    private static string Format(params object[] cells) => string.Format(CultureInfo.InvariantCulture, Line, cells);
}
