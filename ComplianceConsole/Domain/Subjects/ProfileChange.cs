namespace ComplianceConsole.Domain.Subjects;

/// <summary>One field's old and new value; null where nothing was or is held.</summary>
public sealed record FieldChange(string Field, string? Old, string? New)
{
    /// <summary>The field alone: its values cannot slip into a log.</summary>
    public override string ToString() => Field;
}

/// <summary>On whose word a correction is made. Policy 9.3, 9.5.</summary>
public enum WordOf
{
    Subject = 0,

    /// <summary>A legal representative. Policy 4.1.1.</summary>
    Representative = 1,

    /// <summary>The authorised body. Policy 9.5.</summary>
    AuthorisedBody = 2,
}

/// <summary>What kind of evidence shows that data is incomplete, inaccurate or out of date. Policy 9.3.</summary>
public enum EvidenceKind
{
    IdentityDocument = 0,
    RegistrationCertificate = 1,
    Letter = 2,
    OfficialRegister = 3,
    Other = 4,

    /// <summary>What was taken in with the request that asked for the correction; its files stand there.</summary>
    OfRequest = 5,
}

/// <summary>The evidence of a correction. Policy 9.3, 9.5.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Reference">Its number, date or place, as written by who registers it.</param>
/// <param name="Word">On whose word.</param>
/// <param name="FileName">The name of the attached file, where there is one.</param>
/// <param name="ContentType">The attached file's type, found from its content.</param>
public sealed record Evidence(EvidenceKind Kind, string Reference, WordOf Word, string? FileName, string? ContentType)
{
    /// <summary>The kind alone: what names a document cannot slip into a log.</summary>
    public override string ToString() => Kind.ToString();
}

/// <summary>One change of a profile, as kept sealed in the history. Policy 4.2.2, 9.3.</summary>
public sealed record ProfileChange(IReadOnlyList<FieldChange> Changes, Evidence? Evidence = null);
