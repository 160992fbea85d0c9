using System.Diagnostics;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>A process of this very program that works on stores until it is killed, and says line by line what it has done.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts one; it waits for its first word.</summary>
    public static Child Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Code that is compiled anew for a process that lives a second costs more than it gives.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new Child(Process.Start(start)!);
    }

    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The next line; null where it ended.</summary>
    public async Task<string?> HearAsync()
    {
        using var limit = new CancellationTokenSource(s_patience);
        return await _process.StandardOutput.ReadLineAsync(limit.Token);
    }

    /// <summary>Kills it at once, without a word, and hears what it had said by then.</summary>
    public async Task<IReadOnlyList<string>> KillAsync()
    {
        _process.Kill();
        var said = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();

        // A line that was cut short was not said.
        var lines = said.Split('\n');
        return lines[..^1];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
