using System.Collections.Immutable;

namespace ComplianceConsole.Documents.Layout;

/// <summary>
/// A whole document, in the language of its reader: what it says, block by block, and what its margins repeat. It is
/// immutable and knows no coordinates; the same record can be drawn and serialised, so that picture and data agree.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>The title on the first page and in the file.</summary>
    public required string Title { get; init; }

    /// <summary>The language, as in <c>en</c>, <c>ru</c>, <c>kk</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Who issues it; stands above the title.</summary>
    public required string Issuer { get; init; }

    /// <summary>A line under the issuer's name: address, contacts.</summary>
    public string IssuerDetails { get; init; } = string.Empty;

    /// <summary>To whom it is sent, in lines as on an envelope; a document with an addressee is a letter.</summary>
    public string Addressee { get; init; } = string.Empty;

    /// <summary>A line under the title: number and date.</summary>
    public string Subtitle { get; init; } = string.Empty;

    /// <summary>What the head of every page but the first repeats at its right: the document's short name and number.</summary>
    public string RunningHead { get; init; } = string.Empty;

    /// <summary>What the foot of every page says at its left.</summary>
    public string FootNote { get; init; } = string.Empty;

    /// <summary>The content in reading order.</summary>
    public required ImmutableArray<Block> Blocks { get; init; }
}
