using System.Diagnostics;
using ComplianceConsole.Settings;
using Xunit;

namespace ComplianceConsole.Tests.Settings;

public sealed class RefusedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_start_without_settings_in_production_says_why_and_ends_with_1()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, typeof(ConsoleSettings).Assembly.GetName().Name + ".dll"),
                "--Data:Directory=" + _folder,
                "--Demo:Seed=perhaps",
            },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["LANG"] = "C.UTF-8" },
        };

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Equal("", await output);
        Assert.Equal(4, errors.Trim().Split('\n').Length);
        Assert.Contains("Demo:Seed is \"perhaps\"", errors, StringComparison.Ordinal);
        Assert.Contains("Authentication:Authority is missing", errors, StringComparison.Ordinal);
        Assert.Contains("Authentication:ClientId is missing", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
