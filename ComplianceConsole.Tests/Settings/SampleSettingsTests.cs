using System.Text.Json;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Shared;
using Xunit;

namespace ComplianceConsole.Tests.Settings;

public sealed class SampleSettingsTests
{
    [Fact]
    public void The_sample_names_every_setting_and_no_other()
    {
        var sample = Leaves(Sample(), "").Where(name => !IsTheFrameworks(name));

        Assert.Equal(ConsoleSettings.Names().Order(StringComparer.Ordinal), sample.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_of_the_sample_has_a_comment_above_it()
    {
        var lines = File.ReadAllLines(SamplePath());
        for (var line = 1; line < lines.Length; line++)
        {
            var name = lines[line].Trim().Split('"') is ["", var first, ..] ? first : null;
            if (name is not null && ConsoleSettings.Names().Any(setting => IsLeaf(setting, name)))
            {
                Assert.True(
                    lines[line - 1].TrimStart().StartsWith("//", StringComparison.Ordinal),
                    $"{name} has no comment"
                );
            }
        }
    }

    private static bool IsLeaf(string setting, string name) =>
        !setting.Contains("RoleMap", StringComparison.Ordinal)
        && setting.EndsWith(":" + name, StringComparison.Ordinal);

    private static bool IsTheFrameworks(string name) =>
        name is "Urls" || name.StartsWith("Logging:", StringComparison.Ordinal);

    private static JsonElement Sample() =>
        JsonDocument
            .Parse(
                File.ReadAllText(SamplePath()),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }
            )
            .RootElement;

    private static string SamplePath() => Repository.PathOf("appsettings.sample.json");

    private static IEnumerable<string> Leaves(JsonElement element, string prefix) =>
        element
            .EnumerateObject()
            .SelectMany(property =>
                property.Value.ValueKind == JsonValueKind.Object
                    ? Leaves(property.Value, prefix + property.Name + ":")
                    : [prefix + property.Name]
            );
}
