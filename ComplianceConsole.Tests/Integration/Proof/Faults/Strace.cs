using System.Diagnostics;
using System.Globalization;

namespace ComplianceConsole.Tests.Integration.Proof.Faults;

/// <summary>
/// Debian's <c>strace</c> on a running process. Where it is not there or may not trace, whoever runs the proofs is told so: without it they prove
/// nothing and do not pass.
/// </summary>
internal sealed class Strace : IDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private Strace(Process process, string log) => (_process, _log) = (process, log);

    /// <summary>Attaches it to all threads of a process.</summary>
    /// <param name="processId">Whose calls.</param>
    /// <param name="options">What to trace and what to put in.</param>
    public static async Task<Strace> AttachAsync(int processId, params IEnumerable<string> options)
    {
        var log = Path.GetTempFileName();
        var start = new ProcessStartInfo("strace", ["-f", "-y", "-s", "0", "-o", log, "-p", processId.ToString(CultureInfo.InvariantCulture), .. options])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException("strace is not installed, and without it no fault can be put in. Install the package 'strace'.", error);
        }

        var said = await process.StandardError.ReadLineAsync();
        while (said?.Contains("exist in kernel", StringComparison.Ordinal) == true || said?.StartsWith("strace: Requested path", StringComparison.Ordinal) == true)
        {
            said = await process.StandardError.ReadLineAsync();
        }

        return said?.Contains("attached", StringComparison.Ordinal) == true
            ? new Strace(process, log)
            : throw new InvalidOperationException($"strace may not trace here, and without it no fault can be put in ('{said}'). Allow ptrace (SYS_PTRACE in a container).");
    }

    /// <summary>Leaves the process, which goes on, and says what was traced.</summary>
    public async Task<string[]> DetachAsync()
    {
        using var signal = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        return await EndAsync();
    }

    /// <summary>What was traced, once the process is gone.</summary>
    public async Task<string[]> EndAsync()
    {
        await _process.WaitForExitAsync();
        return await File.ReadAllLinesAsync(_log);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        File.Delete(_log);
    }
}
