using System.Globalization;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Vault;

/// <summary>Where the console's ciphertexts stand, said once.</summary>
internal static class Places
{
    public static Place Profile(long subject) =>
        new(nameof(SubjectRow), subject.ToString(CultureInfo.InvariantCulture), nameof(SubjectRow.Profile));

    /// <summary>A part of a request's document under its subject's key.</summary>
    public static Place Document(long requestId, int sequence, string field) =>
        new(nameof(RequestDocumentRow), string.Create(CultureInfo.InvariantCulture, $"{requestId}/{sequence}"), field);

    /// <summary>A column of one of a subject's own rows.</summary>
    public static Place Of<TRow>(long subject, int sequence, string field)
        where TRow : ISubjectEventRow =>
        new(typeof(TRow).Name, string.Create(CultureInfo.InvariantCulture, $"{subject}/{sequence}"), field);
}
