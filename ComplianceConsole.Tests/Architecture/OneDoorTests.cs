using System.Reflection;
using NetArchTest.Rules;

namespace ComplianceConsole.Tests.Architecture;

/// <summary>There is one door to personal values, and nobody outside the stores has the means to go around it.</summary>
public sealed class OneDoorTests
{
    private const string Storage = "ComplianceConsole.Storage";

    private static readonly Assembly Console = typeof(ConsoleHost).Assembly;

    private static readonly string[] MeansToOpen =
    [
        "System.Security.Cryptography.AesGcm",
        $"{Storage}.Vault.Cipher",
        $"{Storage}.Vault.ProfileCodec",
        $"{Storage}.Vault.VaultJson",
        $"{Storage}.Vault.KeyWrap",
        $"{Storage}.Vault.KeyFiles",
        $"{Storage}.Vault.NewHolder",
    ];

    // An uploaded file lies encrypted under a key that nothing else knows: its cipher opens nothing of the stores.
    [Fact]
    public void Only_the_stores_can_open_what_is_sealed() => AssertNobodyOutsideStorage(MeansToOpen, ["EncryptedSpool"]);

    private static void AssertNobodyOutsideStorage(string[] means, string[] butFor)
    {
        var who = Types.InAssembly(Console).That().HaveDependencyOnAny(means).GetTypes().ToList();
        Assert.Contains(who, IsStorage);
        Assert.Empty(who.Where(type => !IsStorage(type) && !butFor.Contains(Outer(type), StringComparer.Ordinal)).Select(type => type.FullName));
    }

    private static bool IsStorage(Type type) => type.Namespace?.StartsWith(Storage, StringComparison.Ordinal) == true;

    private static string Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type.Name;
}
