using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Storage.Requests;

/// <summary>A file as somebody chose it, before it is looked into and sealed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name it came under.</param>
/// <param name="Content">Its bytes.</param>
public sealed record DocumentUpload(DocumentKind Kind, string Name, byte[] Content)
{
    /// <summary>The input it is chosen in, as refusals name it.</summary>
    public const string Input = "Document";

    /// <summary>The largest file, in megabytes.</summary>
    public const int MaxMegabytes = 10;

    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = MaxMegabytes * 1024 * 1024;

    private const int MaxNameLength = 200;

    /// <summary>Looks into the file.</summary>
    /// <returns>The document; or why it is not taken: too large, or of a type that is not taken.</returns>
    public Result<NewDocument> Read() =>
        !Enum.IsDefined(Kind) ? new InvalidInput("DocumentKind", "Choose")
        : Content.Length > MaxBytes ? new InvalidInput(Input, "FileTooLarge", MaxMegabytes)
        : DocumentType.Of(Content) is not { } type ? new InvalidInput(Input, "FileType")
        : new NewDocument(Kind, KeptName(), type, Content);

    /// <summary>Nothing personal: a file's name can be a person's.</summary>
    public override string ToString() => nameof(DocumentUpload);

    // Without the folders some browsers send.
    private string KeptName()
    {
        var name = TextCleaning.Clean(Name).Value.Split('/', '\\')[^1];
        return name.Length > MaxNameLength ? name[^MaxNameLength..] : name;
    }
}
