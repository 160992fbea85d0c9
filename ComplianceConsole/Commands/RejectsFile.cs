using System.Text;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Rows;

namespace ComplianceConsole.Commands;

/// <summary>
/// A file of rejected rows on disk. It is written beside its place and put there when the import has been read to its end, so that a file
/// of the same name is not lost to an import that was refused.
/// </summary>
internal sealed class RejectsFile : IDisposable
{
    private readonly string _path;
    private readonly string _draft;
    private readonly StreamWriter _writer;

    /// <summary>Begins the file.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written there.</exception>
    public RejectsFile(string path)
    {
        _path = Path.GetFullPath(path);
        _draft = $"{_path}.{Guid.NewGuid():N}.part";
        _writer = new StreamWriter(_draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
        _writer.WriteLine(RejectsCsv.Header);
    }

    /// <summary>Writes a rejected row.</summary>
    public void Add(RowNote note) => _writer.WriteLine(RejectsCsv.Line(note));

    /// <summary>Puts the file in its place.</summary>
    public void Keep()
    {
        _writer.Dispose();
        File.Move(_draft, _path, overwrite: true);
    }

    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(_draft);
    }
}
