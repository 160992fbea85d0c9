using System.Diagnostics;

namespace ComplianceConsole.Tests.Benchmarks;

/// <summary>
/// Measures pairs in interleaved rounds: limit, product, product, limit, ... The ratio of each round is what counts, since both of its
/// halves met the same disk and the same neighbours.
/// </summary>
/// <remarks>
/// BenchmarkDotNet measures one side to the end and then the other, sets up for each case anew, and wants a method a case. Here the set-up
/// is a million subjects, the limits are durable commits that differ threefold from minute to minute, and the figure is the ratio.
/// </remarks>
internal static class PairRunner
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(60);

    /// <summary>Measures a pair.</summary>
    public static async Task<Figure> MeasureAsync(Pair pair)
    {
        var rawTimes = await CalibrateAsync(pair, pair.Raw);
        var productTimes = await CalibrateAsync(pair, pair.Product);
        var raw = new double[pair.Rounds];
        var product = new double[pair.Rounds];
        for (var round = 0; round < pair.Rounds; round++)
        {
            if (round % 2 == 0)
            {
                raw[round] = await TimeAsync(pair.Raw, rawTimes);
                product[round] = await TimeAsync(pair.Product, productTimes);
            }
            else
            {
                product[round] = await TimeAsync(pair.Product, productTimes);
                raw[round] = await TimeAsync(pair.Raw, rawTimes);
            }
        }

        var ratios = product.Zip(raw, (ours, limit) => ours / limit);
        return new Figure(pair, Median(raw) / pair.Units, Median(product) / pair.Units, Median(ratios));
    }

    /// <summary>The middle of some numbers.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        var ordered = numbers.Order().ToArray();
        var middle = ordered.Length / 2;
        return ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }

    // How many times make a round; what is compiled on the way is compiled before anything counts.
    private static async Task<int> CalibrateAsync(Pair pair, Func<int, Task> action)
    {
        var times = 1;
        while (times < pair.MostARound)
        {
            var taken = await TimeAsync(action, times) * times;
            if (taken >= Round.TotalMicroseconds)
            {
                break;
            }

            times = Math.Min(pair.MostARound, times * 2);
        }

        return times;
    }

    private static async Task<double> TimeAsync(Func<int, Task> action, int times)
    {
        var start = Stopwatch.GetTimestamp();
        await action(times);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
    }
}
