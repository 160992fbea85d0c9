using System.Security.Cryptography;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Intake.Files;

/// <summary>What the first pass over a file found.</summary>
/// <param name="Rows">How many records it has.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="UnknownColumns">Columns that are ignored.</param>
/// <param name="HasPassword">Whether a password's column is dropped.</param>
internal sealed record FileSurvey(long Rows, string Digest, IReadOnlyList<string> UnknownColumns, bool HasPassword) : IDisposable
{
    private const long Stride = 1024;

    /// <summary>Knows the external ids and e-mails that stand in the file more than once.</summary>
    public required RepeatedKeys Repeats { get; init; }

    /// <summary>
    /// Looks a file through, before anything is written: is it UTF-8, whole, of one shape, with every column? And which external ids and
    /// e-mails occur more than once?
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="scratch">Where the keys it has are laid aside.</param>
    /// <param name="progress">Told how many records were seen.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was found, or why the file is refused whole.</returns>
    public static Result<FileSurvey> Of(IImportFile file, ScratchFolder scratch, IProgress<long>? progress, CancellationToken cancellation)
    {
        var repeats = new RepeatedKeys(scratch);
        try
        {
            var survey = Of(file, repeats, progress, cancellation);
            if (!survey.IsDone)
            {
                repeats.Dispose();
            }

            return survey;
        }
        catch
        {
            repeats.Dispose();
            throw;
        }
    }

    public void Dispose() => Repeats.Dispose();

    private static Result<FileSurvey> Of(IImportFile file, RepeatedKeys repeats, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var sha = SHA256.Create();
        using var hashed = new CryptoStream(file.OpenRead(), sha, CryptoStreamMode.Read);
        using var records = ImportFiles.Open(hashed);
        while (records.Read())
        {
            if (records.Number % Stride == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(records.Number);
            }

            Note(repeats, records, FileKeys.ExternalId);
            Note(repeats, records, FileKeys.Email);
        }

        if (records.Refusal is { } refusal)
        {
            return refusal;
        }

        Span<byte> rest = stackalloc byte[256];
        while (hashed.Read(rest) > 0)
        {
            // The digest is that of every byte, also of those after the last record.
        }

        repeats.Complete();
        return new FileSurvey(records.Number, Convert.ToHexStringLower(sha.Hash!), [.. records.UnknownColumns], records.HasPassword)
        {
            Repeats = repeats,
        };
    }

    private static void Note(RepeatedKeys repeats, IRecords records, FileKeys key)
    {
        if (records.IsWellFormed && FieldRules.Read(key.Code, records.Value(key.Place)).Value is { } value)
        {
            repeats.Note(records.Number, key, value);
        }
    }
}

/// <summary>A column whose values must each stand once in a file.</summary>
/// <param name="Code">The field's code.</param>
/// <param name="Kind">What it identifies.</param>
internal sealed record FileKeys(string Code, IdentifierKind Kind)
{
    public static readonly FileKeys ExternalId = new(FieldCode.ExternalId, IdentifierKind.ExternalId);
    public static readonly FileKeys Email = new(FieldCode.Email, IdentifierKind.Email);

    public int Place { get; } = ImportColumns.PlaceOf(Code);

    /// <summary>The form in which two values are compared.</summary>
    public string Of(string value) => Identifiers.Canonical(Kind, value);
}
