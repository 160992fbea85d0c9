using System.Reflection;
using NetArchTest.Rules;

namespace ComplianceConsole.Tests.Architecture;

/// <summary>Holds the house's "may use" column: which room may use which.</summary>
public sealed class RoomsTests
{
    private const string Root = "ComplianceConsole";

    private static readonly Assembly Console = typeof(ConsoleHost).Assembly;

    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Ledger"] = ["Domain"],
        ["Storage"] = ["Domain", "Ledger", "Settings"],
        ["Documents"] = ["Domain", "Resources"],
        ["Security"] = ["Domain", "Storage", "Settings", "Resources", "Components"],
        ["Notices"] = ["Domain", "Storage", "Documents", "Settings", "Resources"],
        ["Intake"] = ["Domain", "Storage", "Settings", "Resources", "Components", "Features", "Ledger", "Security"],
        ["Features"] = ["Domain", "Ledger", "Storage", "Documents", "Security", "Notices", "Components", "Resources", "Settings"],
        ["Components"] = ["Domain", "Security", "Resources"],
        ["Resources"] = [],
        ["Settings"] = [],
    };

    /// <summary>Each room but Commands, which may use all.</summary>
    public static TheoryData<string> Rooms => [.. MayUse.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_what_it_may(string room)
    {
        var forbidden = MayUse.Keys
            .Append("Commands")
            .Except(MayUse[room].Append(room), StringComparer.Ordinal)
            .Select(other => $"{Root}.{other}")
            .ToArray();

        AssertHolds(
            Types.InAssembly(Console).That().ResideInNamespace($"{Root}.{room}").ShouldNot().HaveDependencyOnAny(forbidden).GetResult());
    }

    [Fact]
    public void The_domain_knows_no_framework() =>
        AssertHolds(
            Types.InAssembly(Console)
                .That()
                .ResideInNamespace($"{Root}.Domain")
                .ShouldNot()
                .HaveDependencyOnAny("Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "System.IO.File", "System.Net")
                .GetResult());

    [Fact]
    public void Features_do_not_use_one_another()
    {
        var features = Console.GetTypes()
            .Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith($"{Root}.Features.", StringComparison.Ordinal))
            .Select(name => string.Join('.', name.Split('.').Take(3)))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        foreach (var feature in features)
        {
            AssertHolds(
                Types.InAssembly(Console)
                    .That()
                    .ResideInNamespace(feature)
                    .ShouldNot()
                    .HaveDependencyOnAny([.. features.Where(other => !string.Equals(other, feature, StringComparison.Ordinal))])
                    .GetResult());
        }
    }

    [Fact]
    public void Pages_hold_no_entity_framework() =>
        AssertHolds(
            Types.InAssembly(Console)
                .That()
                .Inherit(typeof(Microsoft.AspNetCore.Components.ComponentBase))
                .ShouldNot()
                .HaveDependencyOn("Microsoft.EntityFrameworkCore")
                .GetResult());

    private static void AssertHolds(NetArchTest.Rules.TestResult result) =>
        Assert.True(
            result.IsSuccessful,
            "Uses what it may not: " + string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
}
