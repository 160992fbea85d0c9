using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
        var start = Start("--Data:Directory=" + _folder, "--Demo:Seed=perhaps");

        var (exitCode, output, errors) = await RunAsync(start);

        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.Equal(4, errors.Trim().Split('\n').Length);
        Assert.Contains("Demo:Seed is \"perhaps\"", errors, StringComparison.Ordinal);
        Assert.Contains("Authentication:Authority is missing", errors, StringComparison.Ordinal);
        Assert.Contains("Authentication:ClientId is missing", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_is_told_before_any_store_is_made()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var start = Start("--urls", $"http://{taken.LocalEndpoint}", "--environment", "Development", "--Data:Directory", Path.Combine(_folder, "data"));

        var (exitCode, _, errors) = await RunAsync(start);

        Assert.Equal(1, exitCode);
        Assert.Contains("an address it should listen on is taken", errors, StringComparison.Ordinal);
        Assert.All(["console.db", "keys.db", "root.key"], store => Assert.False(File.Exists(Path.Combine(_folder, "data", store)), store));
    }

    private ProcessStartInfo Start(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, typeof(ConsoleSettings).Assembly.GetName().Name + ".dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["LANG"] = "C.UTF-8" },
        };

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        return (process.ExitCode, await output, errors);
    }
}
