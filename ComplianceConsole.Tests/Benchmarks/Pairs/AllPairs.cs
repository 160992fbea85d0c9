using ComplianceConsole.Tests.Benchmarks.Data;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>The groups of pairs, in the order they are measured: what only reads first, what grows the stores last.</summary>
internal static class AllPairs
{
    public static IEnumerable<(string Group, Func<IEnumerable<Pair>> Pairs)> Of(DataSet data) =>
    [
        ("search", () => SearchPairs.Of(data)),
        ("page", () => PagePairs.Of(data)),
        ("audit", () => AuditPairs.Of(data)),
        ("import", () => ImportPairs.Of(data)),
        ("block", () => BlockPairs.Of(data)),
        ("verification", () => VerificationPairs.Of(data)),
        ("rebuild", () => RebuildPairs.Of(data)),
        ("keyring", () => KeyringPairs.Of(data)),
    ];
}
