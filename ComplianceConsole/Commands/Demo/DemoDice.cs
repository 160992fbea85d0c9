namespace ComplianceConsole.Commands.Demo;

/// <summary>
/// Numbers that look cast but are the same at every start, so that two demonstrations can be compared. Nothing secret comes from here.
/// </summary>
public sealed class DemoDice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from 0 up to, not including, <paramref name="count"/>.</summary>
    public int Below(int count)
    {
        // SplitMix64.
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)count);
    }

    /// <summary>One of several.</summary>
    public T OneOf<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>Whether it happens, in so many of a hundred cases.</summary>
    public bool Happens(int inHundred) => Below(100) < inHundred;
}
