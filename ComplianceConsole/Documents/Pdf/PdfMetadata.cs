using NodaTime;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>What a document says of itself outside its pages.</summary>
/// <param name="Title">Shown by readers in the title bar.</param>
/// <param name="Author">Who issues it.</param>
/// <param name="Language">As in <c>kk</c>.</param>
/// <param name="Created">When; the only time in the file.</param>
internal sealed record PdfMetadata(string Title, string Author, string Language, Instant Created);
