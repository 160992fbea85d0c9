using ComplianceConsole.Domain.Consents;

namespace ComplianceConsole.Storage.Rows;

/// <summary>How an event of a consent is kept.</summary>
public static class ConsentRows
{
    /// <summary>The row of an event.</summary>
    /// <param name="consent">The event.</param>
    /// <param name="subject">Whose consent.</param>
    /// <param name="sequence">Its place in the subject's history.</param>
    /// <param name="proof">Its proof, sealed for that place.</param>
    public static ConsentEventRow ToRow(this ConsentEvent consent, long subject, int sequence, byte[] proof) =>
        new()
        {
            SubjectId = subject,
            Sequence = sequence,
            At = consent.At,
            Act = consent.Act,
            Kind = consent.Kind,
            PolicyVersion = consent.PolicyVersion,
            Channel = consent.Channel,
            Purposes = string.Join(',', consent.Purposes),
            Scope = consent.Scope is { } scope ? Vault.VaultJson.WriteText(scope) : null,
            Until = consent.Until,
            RequestId = consent.RequestId,
            Proof = proof,
        };
}
