using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Intake.Rows;

/// <summary>Why a row is rejected or worth a warning. The names are keys of the sentences; a reason never carries the value.</summary>
public enum RowReason
{
    /// <summary>Nothing stands where something is needed.</summary>
    Required,

    /// <summary>Longer than the field may be.</summary>
    TooLong,

    /// <summary>No e-mail address.</summary>
    Email,

    /// <summary>Not a possible phone number.</summary>
    Phone,

    /// <summary>A BIN is twelve digits.</summary>
    Bin,

    /// <summary>No bank card number.</summary>
    Card,

    /// <summary>None of the policy's user types.</summary>
    UserType,

    /// <summary>No moment in ISO 8601 with an offset.</summary>
    Date,

    /// <summary>Later than now.</summary>
    InFuture,

    /// <summary>No policy version of this code was posted.</summary>
    PolicyVersion,

    /// <summary>The row has not as many values as the header has columns, or one of them is no text.</summary>
    Shape,

    /// <summary>A row before it has the same external id.</summary>
    ExternalIdRepeated,

    /// <summary>A row before it has the same e-mail.</summary>
    EmailRepeated,

    /// <summary>The e-mail belongs to another subject.</summary>
    EmailTaken,

    /// <summary>The subject's record is blocked. Policy 2.1(7).</summary>
    Blocked,

    /// <summary>The subject's data was destroyed or depersonalised. Policy 2.1(10), 2.1(11).</summary>
    Destroyed,

    /// <summary>The subject with this external id was destroyed, on the day that is said. Policy 2.1(10).</summary>
    DestroyedBefore,

    /// <summary>The subject with this external id was depersonalised, on the day that is said. Policy 2.1(11).</summary>
    DepersonalisedBefore,

    /// <summary>The subject's consent was withdrawn or has expired: processing has stopped. Policy 4.5, 9.6.</summary>
    ConsentEnded,

    /// <summary>Warning: control characters were taken out.</summary>
    ControlsRemoved,

    /// <summary>Warning: the BIN's check digit is wrong; it is kept, because real registers hold such numbers.</summary>
    CheckDigit,

    /// <summary>Warning: the value was corrected here on evidence, and the corrected value stays. Policy 9.3.</summary>
    CorrectionStays,

    /// <summary>Warning: another moment of registration is on record, and stays.</summary>
    RegistrationStays,

    /// <summary>Warning: a later policy version is on record, and stays. Policy 10.</summary>
    PolicyVersionStays,

    /// <summary>Warning: neither yes nor no; it changes nothing.</summary>
    YesOrNo,

    /// <summary>Warning: the newsletter's consent was withdrawn otherwise than through the resource, and stays withdrawn. Policy 4.5.</summary>
    WithdrawalStays,
}

/// <summary>What is said of one column of one row.</summary>
/// <param name="Row">The record's number, the header not counted.</param>
/// <param name="Column">The column's name; empty where the whole row is meant.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsRejection">Whether it keeps the row out; a warning otherwise.</param>
public readonly record struct RowNote(long Row, string Column, RowReason Reason, bool IsRejection)
{
    /// <summary>When what the reason speaks of happened; null where no moment belongs to it.</summary>
    public Instant? At { get; init; }

    /// <summary>Whose page says more about it; null where it is about nobody whose number stays.</summary>
    public SubjectId? Subject { get; init; }
}
