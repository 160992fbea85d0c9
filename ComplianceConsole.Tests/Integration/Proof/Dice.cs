using System.Security.Cryptography;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>Throws that a seed repeats: what failed once is found again by its seed (SplitMix64).</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A seed nobody has chosen.</summary>
    public static int FreshSeed() => RandomNumberGenerator.GetInt32(1_000_000);

    /// <summary>Less than <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(Throw() % (ulong)end);

    /// <summary>Any number that is not negative.</summary>
    public int Next() => Next(int.MaxValue);

    /// <summary>At least 0, less than 1.</summary>
    public double NextShare() => (Throw() >> 11) * (1.0 / (1UL << 53));

    public void Shuffle<T>(T[] values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private ulong Throw()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
