namespace ComplianceConsole.Intake.Scratch;

/// <summary>A key's keyed hash with the place where the key stands.</summary>
/// <param name="High">The hash's first half.</param>
/// <param name="Low">Its second half.</param>
/// <param name="Place">The place.</param>
internal readonly record struct KeyedPlace(ulong High, ulong Low, long Place)
{
    /// <summary>Whether both have the same key.</summary>
    public bool HasKeyOf(in KeyedPlace other) => High == other.High && Low == other.Low;
}

/// <summary>By hash, then by place.</summary>
internal sealed class KeyedPlaceOrder : IComparer<KeyedPlace>
{
    public static readonly KeyedPlaceOrder Instance = new();

    public int Compare(KeyedPlace x, KeyedPlace y) =>
        x.High != y.High ? x.High.CompareTo(y.High)
        : x.Low != y.Low ? x.Low.CompareTo(y.Low)
        : x.Place.CompareTo(y.Place);
}
