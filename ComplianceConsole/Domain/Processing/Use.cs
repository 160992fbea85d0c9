namespace ComplianceConsole.Domain.Processing;

/// <summary>
/// What a value is opened for: an action of the policy, its purpose, and the clause that asks for it. The vault refuses
/// a use the subject's state or the actor's roles do not allow. Policy 3.2, 6.2.
/// </summary>
/// <param name="Action">What is done.</param>
/// <param name="Purpose">The purpose's code (3.2.1 to 3.2.6) or <see cref="Uses.LegalHandling"/>'s.</param>
/// <param name="Clause">The clause under which it is done.</param>
/// <param name="IsLegalHandling">Whether this is the responsible person's handling of the subject's rights, which a block leaves open.</param>
public sealed record Use(ProcessingAction Action, string Purpose, string Clause, bool IsLegalHandling = false);

/// <summary>The uses the console itself makes.</summary>
public static class Uses
{
    /// <summary>The purpose of answering the subject's rights and the law; it needs no consent.</summary>
    public const string LegalHandling = "law";

    /// <summary>Finding a subject. Policy 8.3.</summary>
    public static readonly Use Search = new(ProcessingAction.Extraction, LegalHandling, "8.3");

    /// <summary>Reading a subject's profile. Policy 8.2.</summary>
    public static readonly Use ReadProfile = new(ProcessingAction.Use, LegalHandling, "8.2");

    /// <summary>Reading a blocked subject's profile, the responsible person alone. Policy 2.1(7), 9.6.</summary>
    public static readonly Use HandleBlocked = new(ProcessingAction.Use, LegalHandling, "9.6", IsLegalHandling: true);

    /// <summary>Answering the subject's request. Policy 9.1.</summary>
    public static readonly Use Disclose = new(ProcessingAction.Extraction, LegalHandling, "9.1", IsLegalHandling: true);

    /// <summary>Correcting. Policy 9.3.</summary>
    public static readonly Use Correct = new(ProcessingAction.Clarification, LegalHandling, "9.3");

    /// <summary>Taking in what a registered user entered. Policy 4.2.1.</summary>
    public static readonly Use Collect = new(ProcessingAction.Collection, "3.2.1", "4.2.1");

    /// <summary>Taking in what a registered user changed. Policy 4.2.2.</summary>
    public static readonly Use Update = new(ProcessingAction.Clarification, "3.2.1", "4.2.2");

    /// <summary>Deriving the blind search index. Policy 6.2.</summary>
    public static readonly Use Index = new(ProcessingAction.Systematisation, LegalHandling, "6.2");
}
