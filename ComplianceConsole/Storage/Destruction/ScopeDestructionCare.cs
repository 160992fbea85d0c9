using System.Globalization;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Seals and opens what people write around a destruction: of copies under the organisation's key, for they outlive the record; of holds and
/// proposals under the subject's, with which they go. Policy 6.3, Law 8(2).
/// </summary>
public static class ScopeDestructionCare
{
    /// <summary>Seals what a copy of a subject is and where it lies.</summary>
    public static byte[] SealCopy(this OperationScope scope, long subject, int number, CopyDetails details) =>
        Cipher.Seal(
            scope.Cipher(KeyHolder.Organisation, Keyring.Organisation),
            KeyHolder.Organisation,
            Keyring.Organisation,
            PlaceOf<TangibleCopyRow>(subject, number, nameof(TangibleCopyRow.Details)),
            VaultJson.Write(details));

    /// <summary>Opens it; null once the copy is destroyed. The caller records the use.</summary>
    public static CopyDetails? OpenCopy(this OperationScope scope, TangibleCopyRow row) =>
        row.Details is not { } details
            ? null
            : VaultJson.Read<CopyDetails>(
                Cipher.Open(
                    scope.Cipher(KeyHolder.Organisation, Keyring.Organisation),
                    KeyHolder.Organisation,
                    Keyring.Organisation,
                    PlaceOf<TangibleCopyRow>(row.SubjectId, row.Number, nameof(TangibleCopyRow.Details)),
                    details));

    /// <summary>Seals on what a hold rests.</summary>
    public static byte[] SealBasis(this OperationScope scope, long subject, int number, string basis) =>
        scope.SealOwn<LegalHoldRow>(subject, number, nameof(LegalHoldRow.Basis), basis);

    /// <summary>Opens it. The caller records the use.</summary>
    public static string OpenBasis(this OperationScope scope, LegalHoldRow row) =>
        scope.OpenOwn<LegalHoldRow>(row.SubjectId, row.Number, nameof(LegalHoldRow.Basis), row.Basis);

    /// <summary>Seals why a proposal was rejected or taken back.</summary>
    public static byte[] SealReason(this OperationScope scope, DestructionProposalRow row, string reason) =>
        scope.SealOwn<DestructionProposalRow>(row.SubjectId, row.Number, nameof(DestructionProposalRow.Reason), reason);

    /// <summary>Opens it; null where none was written. The caller records the use.</summary>
    public static string? OpenReason(this OperationScope scope, DestructionProposalRow row) =>
        row.Reason is { } reason
            ? scope.OpenOwn<DestructionProposalRow>(row.SubjectId, row.Number, nameof(DestructionProposalRow.Reason), reason)
            : null;

    /// <summary>What was found when a destruction was decided; nothing where it was not noted.</summary>
    public static DestructionFacts FactsOf(this DestructionRow row) =>
        row.Facts is { } facts ? VaultJson.ReadText<DestructionFacts>(facts) : new DestructionFacts();

    /// <summary>Notes what was found when it was decided.</summary>
    public static void Note(this DestructionRow row, DestructionFacts facts) => row.Facts = VaultJson.WriteText(facts);

    /// <summary>In whose name its act is issued.</summary>
    public static ActFacts ActFactsOf(this DestructionRow row) =>
        row.ActFacts is { } facts ? VaultJson.ReadText<ActFacts>(facts) : new ActFacts();

    /// <summary>Notes in whose name the act is issued.</summary>
    public static void Note(this DestructionRow row, ActFacts facts) => row.ActFacts = VaultJson.WriteText(facts);

    /// <summary>What remains of the group it was depersonalised with; null where it was destroyed without figures.</summary>
    public static RemainsFacts? RemainsOf(this DestructionRow row) => row.Remains is { } facts ? VaultJson.ReadText<RemainsFacts>(facts) : null;

    /// <summary>Notes that it is depersonalised, and with how many others.</summary>
    public static void Note(this DestructionRow row, RemainsFacts facts) => row.Remains = VaultJson.WriteText(facts);

    /// <summary>The number of its act; null while the data is not destroyed.</summary>
    public static ActNumber? ActNumberOf(this DestructionRow row) =>
        row is { ActYear: { } year, ActSerial: { } serial } ? new ActNumber(year, serial) : null;

    private static byte[] SealOwn<TRow>(this OperationScope scope, long subject, int number, string field, string text) =>
        Cipher.Seal(
            scope.Cipher(KeyHolder.Subject, subject), KeyHolder.Subject, subject, PlaceOf<TRow>(subject, number, field), VaultJson.Write(text));

    private static string OpenOwn<TRow>(this OperationScope scope, long subject, int number, string field, byte[] text) =>
        VaultJson.Read<string>(
            Cipher.Open(scope.Cipher(KeyHolder.Subject, subject), KeyHolder.Subject, subject, PlaceOf<TRow>(subject, number, field), text));

    private static Place PlaceOf<TRow>(long subject, int number, string field) =>
        new(typeof(TRow).Name, string.Create(CultureInfo.InvariantCulture, $"{subject}/{number}"), field);
}
