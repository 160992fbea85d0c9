using System.Globalization;

namespace ComplianceConsole.Domain.Requests;

/// <summary>What is asked. Policy 4.5, 8.2, 8.3, 9.</summary>
public enum RequestKind
{
    /// <summary>To see the data held. Policy 9.1.</summary>
    Disclosure = 0,

    /// <summary>To correct. Policy 9.3, 9.5.</summary>
    Correction = 1,

    /// <summary>To destroy on evidence. Policy 9.4.</summary>
    Destruction = 2,

    /// <summary>A complaint about unlawful processing. Policy 9.6.</summary>
    Complaint = 3,

    /// <summary>Withdrawal of consent. Policy 4.5.</summary>
    Withdrawal = 4,

    /// <summary>Information about processing. Policy 8.2.</summary>
    Information = 5,

    /// <summary>Any other requirement. Policy 8.3.</summary>
    Other = 6,
}

/// <summary>Who asks.</summary>
public enum ApplicantKind
{
    Subject = 0,

    /// <summary>A legal representative. Policy 4.1.1.</summary>
    Representative = 1,

    /// <summary>The authorised body. Policy 9.5.</summary>
    AuthorisedBody = 2,

    /// <summary>Found by the organisation itself. Policy 9.6.</summary>
    Organisation = 3,
}

/// <summary>How the identity of who asks was checked.</summary>
public enum IdentityCheck
{
    NotYet = 0,
    IdentityDocument = 1,
    ElectronicSignature = 2,
    SignedInAccount = 3,
    KnownAddress = 4,

    /// <summary>A letter of an authorised body, with its number and seal or signature.</summary>
    OfficialLetter = 5,
}

/// <summary>Which checks tell who asks.</summary>
public static class IdentityChecks
{
    /// <summary>The checks that fit somebody who asks.</summary>
    public static IEnumerable<IdentityCheck> Of(ApplicantKind applicant) =>
        Enum.GetValues<IdentityCheck>().Where(check => Fits(check, applicant));

    /// <summary>Whether a check can tell who asks: a body has no identity document and no account, a person has no letterhead.</summary>
    public static bool Fits(IdentityCheck check, ApplicantKind applicant) =>
        check switch
        {
            IdentityCheck.NotYet or IdentityCheck.ElectronicSignature or IdentityCheck.KnownAddress => true,
            IdentityCheck.IdentityDocument or IdentityCheck.SignedInAccount => applicant != ApplicantKind.AuthorisedBody,
            IdentityCheck.OfficialLetter => applicant == ApplicantKind.AuthorisedBody,
        };
}

/// <summary>How a representative's document was checked. Policy 4.1.1.</summary>
public enum AuthorityCheck
{
    NotYet = 0,

    /// <summary>The original was seen.</summary>
    Original = 1,

    /// <summary>A notarised copy was seen.</summary>
    NotarisedCopy = 2,

    /// <summary>It was found in a state or notarial register.</summary>
    Register = 3,

    /// <summary>It bears an electronic signature that was verified.</summary>
    ElectronicSignature = 4,
}

/// <summary>How far a request has come.</summary>
public enum RequestStage
{
    Received = 0,
    IdentityConfirmed = 1,
    EvidenceReceived = 2,
    Decided = 3,
    CarriedOut = 4,
    Notified = 5,
    Closed = 6,
    Refused = 7,
}

/// <summary>A request's number, gapless within its year: <c>R-2026-000123</c>.</summary>
public readonly record struct RequestNumber(int Year, int Serial)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"R-{Year:D4}-{Serial:D6}");

    /// <summary>Reads <c>R-2026-000123</c>.</summary>
    public static bool TryParse(string? text, out RequestNumber number)
    {
        number = default;
        var parts = (text ?? "").Split('-');
        if (parts.Length != 3
            || !string.Equals(parts[0], "R", StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            return false;
        }

        number = new RequestNumber(year, serial);
        return true;
    }
}
