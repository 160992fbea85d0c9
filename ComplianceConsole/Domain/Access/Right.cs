namespace ComplianceConsole.Domain.Access;

/// <summary>What a use case asks of an actor. Each use case names exactly one.</summary>
public enum Right
{
    /// <summary>Begin and end a session of one's own. Everybody who signs in carries it, with or without a role.</summary>
    OwnSession,

    /// <summary>See what is due, as numbers and clauses without personal values.</summary>
    SeeToday,

    /// <summary>Search subjects and open a subject's page.</summary>
    SearchSubjects,

    /// <summary>Read a subject's profile; staff read it masked.</summary>
    ReadSubject,

    /// <summary>Read who looked at a subject, when and why. Policy 7.1.</summary>
    ReadAccess,

    /// <summary>Correct a subject's data. Policy 9.3.</summary>
    CorrectSubject,

    /// <summary>Block a record and withdraw one's own block within a minute. Policy 2.1(7).</summary>
    BlockSubject,

    /// <summary>Release a record from its block.</summary>
    UnblockSubject,

    /// <summary>Register a request, evidence or withdrawal that came in. Policy 8.3.</summary>
    RegisterRequest,

    /// <summary>Read requests with who asked.</summary>
    ReadRequests,

    /// <summary>Read the register of requests: numbers, kinds, dates, outcomes.</summary>
    ReadRequestRegister,

    /// <summary>Carry a request on: confirm identity, decide, hand over.</summary>
    HandleRequest,

    /// <summary>Prepare and approve a disclosure report. Policy 9.1.</summary>
    PrepareReport,

    /// <summary>Download a report the responsible person has approved.</summary>
    DownloadApprovedReport,

    /// <summary>
    /// Read what is owed to be destroyed, what was, and the proof: numbers, clauses, days and acts, nothing of what was destroyed. Policy 2.1(10).
    /// </summary>
    ReadDestructions,

    /// <summary>Read figures about depersonalised records. Policy 3.2.6.</summary>
    ReadStatistics,

    /// <summary>Give an open duty to a colleague, or take it.</summary>
    AssignDuty,

    /// <summary>See the notices that went out or wait, and print those that go by post.</summary>
    ReadNotices,

    /// <summary>Mark a notice as posted or acknowledged, send a failed one again, take one back.</summary>
    HandleNotices,

    /// <summary>Keep the register of third parties and record transfers to them. Policy 6.2, 9.4.</summary>
    KeepThirdParties,

    /// <summary>Record consents: extension, withdrawal, purpose achieved. Policy 4.4, 4.5.</summary>
    ChangeConsents,

    /// <summary>Destroy a subject's data. Policy 2.1(10), 9.4, 9.7, 9.8.</summary>
    DestroySubject,

    /// <summary>Note copies on paper and on media, and tick off those destroyed by hand. Policy 6.3.</summary>
    KeepCopies,

    /// <summary>Keep the register of incidents. Policy 7.1, Law 25.</summary>
    KeepIncidents,

    /// <summary>Bring in an export of registered users.</summary>
    Import,

    /// <summary>Read registers: purposes, fields, grounds, policy versions, calendars.</summary>
    ReadRegisters,

    /// <summary>Read the ledger with values closed.</summary>
    ReadLedger,

    /// <summary>Recompute and check the ledger.</summary>
    VerifyLedger,

    /// <summary>See whether the live copies of the keyring answer, and what waits while one does not. Policy 9.8.</summary>
    SeeKeyring,

    /// <summary>Change settings: organisation, purposes, fields, policy versions, calendars.</summary>
    ChangeSettings,

    /// <summary>Work the console does by itself: derive the index, sweep, seed the demonstration. No role carries it.</summary>
    Maintain,
}
