using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Features.Corrections;

/// <summary>A file that was attached to a correction as evidence, before it is sealed.</summary>
/// <param name="Name">The name it came under.</param>
/// <param name="Content">Its bytes.</param>
public sealed record EvidenceAttachment(string Name, byte[] Content)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = MaxMegabytes * 1024 * 1024;

    /// <summary>The input it is chosen in, as refusals name it.</summary>
    public const string Input = "EvidenceFile";

    /// <summary>The largest file, in megabytes.</summary>
    public const int MaxMegabytes = 10;

    private const int MaxNameLength = 200;

    /// <summary>The name as it is kept: without the folders some browsers send.</summary>
    public string KeptName
    {
        get
        {
            var name = TextCleaning.Clean(Name).Value.Split('/', '\\')[^1];
            return name.Length > MaxNameLength ? name[^MaxNameLength..] : name;
        }
    }

    /// <summary>The type of the content, found from its first bytes and not from the name; null for one that is not taken.</summary>
    public string? ContentType =>
        Content.AsSpan() switch
        {
            var bytes when bytes.StartsWith("%PDF-"u8) => "application/pdf",
            var bytes when bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => "image/png",
            var bytes when bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => "image/jpeg",
            _ => null,
        };

    /// <summary>Why it cannot be taken; null where it can.</summary>
    public InvalidInput? Problem =>
        Content.Length > MaxBytes ? new InvalidInput(Input, "FileTooLarge", MaxMegabytes)
        : ContentType is null ? new InvalidInput(Input, "FileType")
        : null;

    /// <summary>Nothing personal: a file's name can be a person's.</summary>
    public override string ToString() => nameof(EvidenceAttachment);
}
