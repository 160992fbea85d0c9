using System.Globalization;

namespace ComplianceConsole.Domain.Destruction;

/// <summary>The number of an act of destruction, gapless within its year in Almaty: <c>D-2026-000001</c>. Policy 2.1(10).</summary>
public readonly record struct ActNumber(int Year, int Serial)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"D-{Year:D4}-{Serial:D6}");
}
