using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Vault;

/// <summary>A subject's record, opened at the door for one use. It closes with the operation.</summary>
public sealed class OpenRecord
{
    private readonly AesGcm _cipher;

    internal OpenRecord(SubjectRow row, Clearance clearance, AesGcm cipher, StagedEntry entry)
    {
        (Row, Clearance, _cipher, Entry) = (row, clearance, cipher, entry);
        Held = ProfileCodec.Read(Cipher.Open(cipher, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile));
    }

    /// <summary>The subject's row.</summary>
    public SubjectRow Row { get; }

    /// <summary>The subject's number.</summary>
    public SubjectId Subject => new(Row.Id);

    /// <summary>How much the actor is shown.</summary>
    public Clearance Clearance { get; }

    /// <summary>The entry this opening leaves in the ledger; a use case adds its details.</summary>
    public StagedEntry Entry { get; }

    /// <summary>The values as held. For deciding and changing; what a person is shown is <see cref="Shown"/>.</summary>
    public Profile Held { get; private set; }

    /// <summary>The values as the actor may see them: masked for staff, the card as its last four digits for everybody.</summary>
    public Profile Shown => ProfileMasking.For(Clearance, Held);

    /// <summary>Seals a new profile into the row.</summary>
    public void Write(Profile profile)
    {
        Row.Profile = Cipher.Seal(_cipher, KeyHolder.Subject, Row.Id, Places.Profile(Row.Id), ProfileCodec.Write(profile));
        Held = profile;
    }

    /// <summary>Seals a document for a column of one of the subject's own rows.</summary>
    public byte[] Seal<TRow, T>(int sequence, string field, T document)
        where TRow : ISubjectEventRow =>
        Seal(typeof(TRow).Name, RowKey(sequence), field, VaultJson.Write(document));

    /// <summary>Opens a document of one of the subject's own rows.</summary>
    /// <exception cref="CryptographicException">It was changed or moved.</exception>
    public T Open<TRow, T>(int sequence, string field, byte[] sealedDocument)
        where TRow : ISubjectEventRow =>
        VaultJson.Read<T>(Open(typeof(TRow).Name, RowKey(sequence), field, sealedDocument));

    /// <summary>Seals a file for a column of one of the subject's own rows.</summary>
    public byte[] SealFile<TRow>(int sequence, string field, ReadOnlySpan<byte> content)
        where TRow : ISubjectEventRow => Seal(typeof(TRow).Name, RowKey(sequence), field, content);

    /// <summary>Opens a file of one of the subject's own rows.</summary>
    public byte[] OpenFile<TRow>(int sequence, string field, byte[] sealedContent)
        where TRow : ISubjectEventRow => Open(typeof(TRow).Name, RowKey(sequence), field, sealedContent);

    /// <summary>Seals a report about the subject: it goes when the subject's key goes.</summary>
    public byte[] SealReport(long requestId, int sequence, ReadOnlySpan<byte> pdf) =>
        Seal(nameof(ReportRow), ReportKey(requestId, sequence), nameof(ReportRow.Content), pdf);

    /// <summary>Opens a report about the subject.</summary>
    public byte[] OpenReport(ReportRow report) =>
        Open(nameof(ReportRow), ReportKey(report.RequestId, report.Sequence), nameof(ReportRow.Content), report.Content);

    /// <summary>Opens a part of a request's document that was sealed under the subject's key: its name, its content.</summary>
    public byte[] OpenDocument(long requestId, int sequence, string field, byte[] content) =>
        Cipher.Open(_cipher, KeyHolder.Subject, Row.Id, Places.Document(requestId, sequence, field), content);

    private static string ReportKey(long requestId, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{requestId}/{sequence}");

    private string RowKey(int sequence) => string.Create(CultureInfo.InvariantCulture, $"{Row.Id}/{sequence}");

    private byte[] Seal(string table, string row, string field, ReadOnlySpan<byte> plaintext) =>
        Cipher.Seal(_cipher, KeyHolder.Subject, Row.Id, new Place(table, row, field), plaintext);

    private byte[] Open(string table, string row, string field, byte[] sealedBytes) =>
        Cipher.Open(_cipher, KeyHolder.Subject, Row.Id, new Place(table, row, field), sealedBytes);
}
