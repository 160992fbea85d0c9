namespace ComplianceConsole.Domain.Access;

/// <summary>How much of a personal value an actor is shown.</summary>
public enum Clearance
{
    /// <summary>No personal value at all.</summary>
    None,

    /// <summary>Names, and contacts masked.</summary>
    Masked,

    /// <summary>Everything that is held, save what nobody is shown (a password, a full card number).</summary>
    Full,
}

/// <summary>Which role carries which right. The only place where this is said.</summary>
public static class Rights
{
    private const Role Dpo = Role.ResponsiblePerson;

    /// <summary>The roles that carry a right.</summary>
    public static Role Holders(Right right) =>
        right switch
        {
            Right.OwnSession => Dpo | Role.Staff | Role.Manager | Role.Auditor | Role.Administrator,
            Right.SeeToday => Dpo | Role.Staff | Role.Manager | Role.Auditor | Role.Administrator,
            Right.SearchSubjects => Dpo | Role.Staff,
            Right.ReadSubject => Dpo | Role.Staff,
            Right.ReadAccess => Dpo | Role.Auditor,
            Right.CorrectSubject => Dpo,
            Right.BlockSubject => Dpo | Role.Staff,
            Right.UnblockSubject => Dpo,
            Right.RegisterRequest => Dpo | Role.Staff,
            Right.ReadRequests => Dpo | Role.Staff,
            Right.ReadRequestRegister => Dpo | Role.Staff | Role.Manager | Role.Auditor,
            Right.HandleRequest => Dpo,
            Right.PrepareReport => Dpo,
            Right.DownloadApprovedReport => Dpo | Role.Manager,
            Right.ReadDestructions => Dpo | Role.Staff | Role.Auditor,
            Right.ReadStatistics => Dpo | Role.Manager | Role.Auditor,
            Right.AssignDuty => Dpo | Role.Staff,
            Right.ReadNotices => Dpo | Role.Staff,
            Right.HandleNotices => Dpo | Role.Staff,
            Right.KeepThirdParties => Dpo,
            Right.ChangeConsents => Dpo,
            Right.DestroySubject => Dpo,
            Right.KeepCopies => Dpo | Role.Staff,
            Right.KeepIncidents => Dpo,
            Right.Import => Dpo | Role.Administrator,
            Right.ReadRegisters => Dpo | Role.Staff | Role.Manager | Role.Auditor | Role.Administrator,
            Right.ReadLedger => Dpo | Role.Auditor,
            Right.VerifyLedger => Dpo | Role.Auditor | Role.Administrator,
            Right.SeeKeyring => Dpo | Role.Administrator,
            Right.ChangeSettings => Role.Administrator,
            Right.Maintain => Role.None,
        };

    /// <summary>Whether any of the roles carries the right; a session of one's own takes none.</summary>
    public static bool Allow(Role roles, Right right) => right == Right.OwnSession || (Holders(right) & roles) != Role.None;

    /// <summary>How much of personal values the roles are shown.</summary>
    public static Clearance ClearanceOf(Role roles) =>
        (roles & Dpo) != Role.None ? Clearance.Full
        : (roles & Role.Staff) != Role.None ? Clearance.Masked
        : Clearance.None;
}
