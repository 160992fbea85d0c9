namespace ComplianceConsole.Domain.Processing;

/// <summary>The policy's vocabulary of what is done with personal data. Policy 6.2.</summary>
public enum ProcessingAction
{
    Collection,
    Recording,
    Systematisation,
    Accumulation,
    Storage,
    Clarification,
    Extraction,
    Use,
    Transfer,
    Depersonalisation,
    Blocking,
    Unblocking,
    Deletion,
    Destruction,

    /// <summary>Acts that touch no personal data: signing in, settings, verification.</summary>
    Administration,
}

/// <summary>The codes under which actions stand in the ledger; they never change.</summary>
public static class ProcessingActionCodes
{
    /// <summary>The code of an action.</summary>
    public static string Code(this ProcessingAction action) =>
        action switch
        {
            ProcessingAction.Collection => "collection",
            ProcessingAction.Recording => "recording",
            ProcessingAction.Systematisation => "systematisation",
            ProcessingAction.Accumulation => "accumulation",
            ProcessingAction.Storage => "storage",
            ProcessingAction.Clarification => "clarification",
            ProcessingAction.Extraction => "extraction",
            ProcessingAction.Use => "use",
            ProcessingAction.Transfer => "transfer",
            ProcessingAction.Depersonalisation => "depersonalisation",
            ProcessingAction.Blocking => "blocking",
            ProcessingAction.Unblocking => "unblocking",
            ProcessingAction.Deletion => "deletion",
            ProcessingAction.Destruction => "destruction",
            ProcessingAction.Administration => "administration",
        };
}
