using System.Text;
using ComplianceConsole.Intake.Files;

namespace ComplianceConsole.Commands.Demo;

/// <summary>An export of invented users in memory, in the form the resource gives it.</summary>
public sealed class DemoFile : IImportFile
{
    private readonly byte[] _bytes;

    /// <summary>Writes the users as CSV (RFC 4180).</summary>
    public DemoFile(string name, IEnumerable<DemoSubject> subjects)
    {
        Name = name;
        var lines = subjects
            .Select(subject => string.Join(',', ImportColumns.All.Select(column => Quote(subject.Fields.GetValueOrDefault(column, "")))))
            .Prepend(string.Join(',', ImportColumns.All));
        _bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");
    }

    public string Name { get; }

    public long Length => _bytes.Length;

    public Stream OpenRead() => new MemoryStream(_bytes, writable: false);

    private static string Quote(string value) => '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
