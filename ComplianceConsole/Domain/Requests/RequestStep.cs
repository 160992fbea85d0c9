namespace ComplianceConsole.Domain.Requests;

/// <summary>What can be done next with a request. Policy 8.3, 9.1.</summary>
public enum RequestStep
{
    /// <summary>Confirm who asks.</summary>
    ConfirmIdentity = 0,

    /// <summary>Prepare the disclosure report. Policy 9.1.</summary>
    PrepareReport = 1,

    /// <summary>Approve the prepared report.</summary>
    ApproveReport = 2,

    /// <summary>Hand the approved report over, which ends the duty to disclose.</summary>
    HandOver = 3,

    /// <summary>Answer a question in words. Policy 8.2, 8.3.</summary>
    Answer = 4,

    /// <summary>Refuse one of the things asked with a ground; the duty ends when the letter goes out.</summary>
    Refuse = 5,

    /// <summary>Take in the evidence that the clause counts from. Policy 9.3, 9.4.</summary>
    ReceiveEvidence = 6,

    /// <summary>Grant one of the things asked.</summary>
    Decide = 7,

    /// <summary>Carry out what was granted.</summary>
    CarryOut = 8,

    /// <summary>Tell the applicant what was done.</summary>
    Notify = 9,

    /// <summary>Close the request.</summary>
    Close = 10,

    /// <summary>Set right a mistake in a closed request by an entry of its own.</summary>
    Mend = 11,

    /// <summary>Block the record while a complaint is examined. Law 25.</summary>
    Block = 12,

    /// <summary>Release the record that was blocked on a complaint which was not confirmed. Law 25.</summary>
    Release = 13,

    /// <summary>Take in a newer authority of the representative, where the one shown has ended. Policy 4.1.1.</summary>
    RenewAuthority = 14,
}
