using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ComplianceConsole.Tests.Browser;

/// <summary>The console as a person starts it: a process of its own, on a free port, with stores in a folder of its own.</summary>
public sealed partial class ConsoleServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ConsoleServer(Process process, string directory, Uri address) =>
        (_process, Directory, Address) = (process, directory, address);

    /// <summary>The data directory.</summary>
    public string Directory { get; }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>Starts it in Development, with the demonstration's people at the door.</summary>
    /// <param name="seed">Whether it is filled with the demonstration's subjects.</param>
    /// <param name="directory">The data directory, which goes with the console; a new one where none is given.</param>
    public static async Task<ConsoleServer> StartAsync(bool seed, string? directory = null)
    {
        directory ??= Path.Combine(Path.GetTempPath(), "console-tests", Guid.NewGuid().ToString("N"));
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(ConsoleHost).Assembly.Location,
                "--urls", "http://127.0.0.1:0",
                "--environment", "Development",
                "--Data:Directory", directory,
                "--Demo:Seed", seed ? "true" : "false",
            },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new List<string>();
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The console did not start:\n" + Joined(log)));
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ConsoleServer(process, directory, await listening.Task.WaitAsync(StartLimit));

        void Read(string? line)
        {
            lock (log)
            {
                log.Add(line ?? "");
            }

            if (line is not null && NowListening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Groups["address"].Value));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static string Joined(List<string> log)
    {
        lock (log)
        {
            return string.Join('\n', log);
        }
    }

    [GeneratedRegex("Now listening on: (?<address>http://\\S+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NowListening();
}
