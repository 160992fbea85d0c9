using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Storage.Operations;

/// <summary>A subject that is to be taken in.</summary>
/// <param name="Profile">Everything held about them; it has an external id and an e-mail.</param>
/// <param name="PolicyVersion">The policy version of the consent of registration.</param>
/// <param name="Consents">What they consented to, in order. Policy 4.2.</param>
/// <param name="CreatedAt">When they were taken in.</param>
public sealed record NewSubject(Profile Profile, string PolicyVersion, IReadOnlyList<ConsentEvent> Consents, Instant CreatedAt)
{
    /// <summary>Nothing personal, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(NewSubject);
}

/// <summary>A new subject under a fresh key, ready to be written: nothing of it is readable but what its followers need.</summary>
public sealed class SealedSubject
{
    internal SealedSubject(
        SubjectRow row,
        FreshKey key,
        IReadOnlyList<SealedIdentifier> identifiers,
        IReadOnlyList<ConsentEventRow> consents,
        Profile profile) =>
        (Row, Key, Identifiers, Consents, Profile, Image, ConsentImages) =
            (row, key, identifiers, consents, profile, ImageOf(row), [.. consents.Select(ImageOf)]);

    /// <summary>The number it will have.</summary>
    public SubjectId Id => new(Row.Id);

    internal SubjectRow Row { get; }

    internal FreshKey Key { get; }

    internal IReadOnlyList<SealedIdentifier> Identifiers { get; }

    internal IReadOnlyList<ConsentEventRow> Consents { get; }

    internal Profile Profile { get; }

    /// <summary>What the ledger will vouch for of its row, and of its consents: made here, without a lock.</summary>
    internal RecordImage Image { get; }

    internal IReadOnlyList<RecordImage> ConsentImages { get; }

    private static RecordImage ImageOf<TRow>(TRow row)
        where TRow : class
    {
        var table = ImagedTables.Of<TRow>();
        return new RecordImage(table.Name, table.KeyOf(row), Before: null, table.Of(row));
    }
}

/// <summary>An identifier as the keyring keeps it.</summary>
internal readonly record struct SealedIdentifier(IdentifierKind Kind, byte[] Hash);

/// <summary>What became of a new subject.</summary>
public enum Addition
{
    Added,

    /// <summary>Somebody entered the same external id first.</summary>
    ExternalIdTaken,

    /// <summary>The e-mail belongs to another subject.</summary>
    EmailTaken,

    /// <summary>The subject with this external id was destroyed. Policy 2.1(10).</summary>
    Destroyed,
}
