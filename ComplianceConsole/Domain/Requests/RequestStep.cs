namespace ComplianceConsole.Domain.Requests;

/// <summary>What can be done next with a request. Policy 8.3, 9.1.</summary>
public enum RequestStep
{
    /// <summary>Confirm who asks.</summary>
    ConfirmIdentity,

    /// <summary>Prepare the disclosure report. Policy 9.1.</summary>
    PrepareReport,

    /// <summary>Approve the prepared report.</summary>
    ApproveReport,

    /// <summary>Hand the approved report over, which ends the duty to disclose.</summary>
    HandOver,

    /// <summary>Send the answer to a request that no report answers.</summary>
    Answer,

    /// <summary>Refuse with a reason, which ends the duty too.</summary>
    Refuse,
}
