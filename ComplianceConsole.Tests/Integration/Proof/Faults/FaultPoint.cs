using System.Globalization;
using System.Text.RegularExpressions;

namespace ComplianceConsole.Tests.Integration.Proof.Faults;

/// <summary>One call of a destruction that changes what is on disk.</summary>
/// <param name="Call">The system call.</param>
/// <param name="Path">The file; null where its name is another each time.</param>
/// <param name="Number">The how manieth such call of a thread, on this file or, without one, on any.</param>
internal sealed partial record FaultPoint(string Call, string? Path, int Number)
{
    private const int Limit = 1_000;

    /// <summary>The calls that are looked at: each write, sync, rename, removal and truncation.</summary>
    public const string Calls = "write,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,truncate,ftruncate,fallocate";

    /// <summary>Of what sort it is: a sample has each at least once.</summary>
    public string Sort => $"{Call} {System.IO.Path.GetFileName(Path) ?? "draft"} {System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path))}";

    /// <summary>The options that put a fault in at this point.</summary>
    public IEnumerable<string> Inject(string fault)
    {
        var number = Number.ToString(CultureInfo.InvariantCulture);
        string[] inject = ["-e", "trace=" + Calls, "-e", $"inject={Call}:{fault}:when={number}"];
        return Path is null ? inject : [.. inject, "-P", Path];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Call} {Number} of {Path ?? "a draft"}");

    /// <summary>The points of a trace: what touches files below a folder.</summary>
    public static IReadOnlyList<FaultPoint> In(IEnumerable<string> log, string folder)
    {
        var ofThread = new Dictionary<(string, string), int>();
        var ofFile = new Dictionary<(string, string, string), int>();
        var points = new List<FaultPoint>();
        foreach (var line in log)
        {
            if (Begun().Match(line) is not { Success: true } begun)
            {
                continue;
            }

            var (thread, call, rest) = (begun.Groups["thread"].Value, begun.Groups["call"].Value, begun.Groups["rest"].Value);
            var inThread = ofThread[(thread, call)] = ofThread.GetValueOrDefault((thread, call)) + 1;
            var path = PathOf(call, rest);
            if (path is null || !path.StartsWith(folder, StringComparison.Ordinal))
            {
                continue;
            }

            if (Draft().IsMatch(path))
            {
                points.Add(new FaultPoint(call, Path: null, inThread));
                continue;
            }

            var number = ofFile[(thread, call, path)] = ofFile.GetValueOrDefault((thread, call, path)) + 1;
            points.Add(new FaultPoint(call, path, number));
        }

        return [.. points.Distinct()];
    }

    // A rename counts for the name that is taken away: strace finds it by that one alone.
    private static string? PathOf(string call, string rest) =>
        call.Contains("link", StringComparison.Ordinal) || call.StartsWith("rename", StringComparison.Ordinal)
            ? Quoted().Match(rest).Groups["path"].Value
            : Opened().Match(rest).Groups["path"].Value;

    [GeneratedRegex(@"^(?<thread>\d+)\s+(?<call>\w+)\((?<rest>.*)$", RegexOptions.ExplicitCapture, Limit)]
    private static partial Regex Begun();

    [GeneratedRegex("\"(?<path>[^\"]*)\"", RegexOptions.ExplicitCapture, Limit)]
    private static partial Regex Quoted();

    [GeneratedRegex("<(?<path>[^>]*)>", RegexOptions.ExplicitCapture, Limit)]
    private static partial Regex Opened();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.ExplicitCapture, Limit)]
    private static partial Regex Draft();
}
