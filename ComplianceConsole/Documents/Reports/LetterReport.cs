using System.Collections.Immutable;
using ComplianceConsole.Documents.Layout;

namespace ComplianceConsole.Documents.Reports;

/// <summary>Everything a letter says, in the language of its reader.</summary>
public sealed record LetterModel
{
    /// <summary>Two-letter code of its language.</summary>
    public required string Language { get; init; }

    /// <summary>The organisation that writes.</summary>
    public required string Issuer { get; init; }

    /// <summary>Its address and contacts, in one line.</summary>
    public string IssuerDetails { get; init; } = string.Empty;

    /// <summary>Name and postal address of the reader, in lines as on an envelope.</summary>
    public required string Addressee { get; init; }

    /// <summary>Number and date.</summary>
    public required string Reference { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>The paragraphs from the greeting on.</summary>
    public required ImmutableArray<string> Paragraphs { get; init; }

    /// <summary>What is enclosed; empty for nothing.</summary>
    public string Enclosure { get; init; } = string.Empty;

    /// <summary>In what capacity it is signed.</summary>
    public required string SignatureRole { get; init; }

    /// <summary>Who signs.</summary>
    public required string SignatureName { get; init; }

    /// <summary>What is to be written on the line.</summary>
    public required string SignatureCaption { get; init; }

    /// <summary>What the foot of every page says: how to reach who signs.</summary>
    public string FootNote { get; init; } = string.Empty;
}

/// <summary>
/// A letter that goes by post: letterhead, address block, number and date, what it is about, text, signature. Policy 8.3, 9.
/// </summary>
public static class LetterReport
{
    /// <summary>Writes the letter.</summary>
    public static ReportDocument Create(LetterModel model)
    {
        var letter = new ReportBuilder(model.Language, model.Subject)
            .Issuer(model.Issuer, model.IssuerDetails)
            .Addressee(model.Addressee)
            .Subtitle(model.Reference)
            .Margins(model.Reference, model.FootNote);
        foreach (var paragraph in model.Paragraphs)
        {
            letter.Paragraph(CardNumbers.Mask(paragraph));
        }

        if (model.Enclosure.Length > 0)
        {
            letter.Paragraph(model.Enclosure, Tone.Muted);
        }

        return letter.SignatureLine(model.SignatureRole, model.SignatureName, model.SignatureCaption).Build();
    }
}
