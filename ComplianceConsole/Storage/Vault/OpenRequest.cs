using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Vault;

/// <summary>A request opened at the door: what it says of people, and its notes and reports, under the request's own key.</summary>
public sealed class OpenRequest
{
    private readonly AesGcm _cipher;

    internal OpenRequest(long id, AesGcm cipher) => (Id, _cipher) = (id, cipher);

    /// <summary>The number of the request's key.</summary>
    public long Id { get; }

    /// <summary>Whether a report stands under the key of its request, because nothing was held about whoever asked.</summary>
    public static bool Holds(ReportRow report) => Cipher.HolderOf(report.Content).Kind == KeyHolder.Request;

    /// <summary>Seals what the request says of people.</summary>
    public byte[] SealDetails(RequestDetails details) => Seal(nameof(RequestRow), "", nameof(RequestRow.Details), VaultJson.Write(details));

    /// <summary>Opens what the request says of people.</summary>
    public RequestDetails OpenDetails(RequestRow row) =>
        VaultJson.Read<RequestDetails>(Open(nameof(RequestRow), "", nameof(RequestRow.Details), row.Details));

    /// <summary>Seals a step's note.</summary>
    public byte[] SealNote(int sequence, string note) =>
        Seal(nameof(RequestStepRow), Number(sequence), nameof(RequestStepRow.Note), System.Text.Encoding.UTF8.GetBytes(note));

    /// <summary>Opens a step's note.</summary>
    public string OpenNote(int sequence, byte[] sealedNote) =>
        System.Text.Encoding.UTF8.GetString(Open(nameof(RequestStepRow), Number(sequence), nameof(RequestStepRow.Note), sealedNote));

    /// <summary>Seals what the applicant is told of a decision.</summary>
    public byte[] SealReason(RequestKind matter, MatterReason reason) =>
        Seal(nameof(RequestMatterRow), Number((int)matter), nameof(RequestMatterRow.Reason), VaultJson.Write(reason));

    /// <summary>Opens what the applicant is told of a decision; null where nothing was written.</summary>
    public MatterReason? OpenReason(RequestMatterRow matter) =>
        matter.Reason is { } reason
            ? VaultJson.Read<MatterReason>(
                Open(nameof(RequestMatterRow), Number((int)matter.Kind), nameof(RequestMatterRow.Reason), reason))
            : null;

    /// <summary>Seals a part of a document under the request's own key: its name, its content.</summary>
    public byte[] SealDocument(int sequence, string field, ReadOnlySpan<byte> content) =>
        Seal(nameof(RequestDocumentRow), Number(sequence), field, content);

    /// <summary>Opens a part of a document.</summary>
    public byte[] OpenDocument(int sequence, string field, byte[] content) =>
        Open(nameof(RequestDocumentRow), Number(sequence), field, content);

    /// <summary>Seals a report that nothing is held about whoever asks.</summary>
    public byte[] SealReport(int sequence, ReadOnlySpan<byte> pdf) =>
        Seal(nameof(ReportRow), Number(sequence), nameof(ReportRow.Content), pdf);

    /// <summary>Opens such a report.</summary>
    public byte[] OpenReport(ReportRow row) =>
        Open(nameof(ReportRow), Number(row.Sequence), nameof(ReportRow.Content), row.Content);

    private static string Number(int sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    private byte[] Seal(string table, string row, string field, ReadOnlySpan<byte> plaintext) =>
        Cipher.Seal(_cipher, KeyHolder.Request, Id, new Place(table, row, field), plaintext);

    private byte[] Open(string table, string row, string field, byte[] sealedBytes) =>
        Cipher.Open(_cipher, KeyHolder.Request, Id, new Place(table, row, field), sealedBytes);
}
