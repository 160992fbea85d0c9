using System.Globalization;

namespace ComplianceConsole.Tests.Integration.Proof.Crash;

/// <summary>What a keyring holds as acknowledged: a print of each subject's key, 0 where it was destroyed; and what was under way at the kill.</summary>
internal sealed class CrashModel
{
    private string[] _tried = [];

    /// <summary>By the subject's number.</summary>
    public List<ulong> Prints { get; set; } = [];

    /// <summary>Whoever was said to be destroyed.</summary>
    public HashSet<long> Destroyed { get; } = [];

    /// <summary>The highest number that was said to be entered.</summary>
    public long Last { get; private set; }

    public int Acknowledged { get; private set; }

    /// <summary>What was under way when the process was killed.</summary>
    public string Tried => _tried is [var act, ..] ? act : "nothing";

    /// <summary>Whoever may or may not be destroyed: all of them or none.</summary>
    public IReadOnlyList<long> Doomed =>
        _tried is ["destroy" or "person", .. var ids] ? [.. ids.Select(Number)] : [];

    public void Hear(string line)
    {
        var words = line.TrimEnd().Split(' ');
        if (words[0] is "try")
        {
            _tried = words[1..];
            return;
        }

        Assert.Equal("done", words[0]);
        Acknowledged++;
        Destroyed.UnionWith(Doomed);
        if (words is [_, var last])
        {
            Last = Number(last);
        }

        _tried = [];
    }

    /// <summary>The process is gone: nothing is under way any more.</summary>
    public void Forget() => _tried = [];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
