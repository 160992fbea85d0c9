using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Domain.Processing;

/// <summary>
/// What a value is opened for: an action of the policy, its purpose, the clause that asks for it and the right it takes.
/// The vault refuses a use that the subject's state or the actor's roles do not allow. Policy 3.2, 6.2.
/// </summary>
/// <param name="Action">What is done.</param>
/// <param name="Purpose">The purpose's code (3.2.1 to 3.2.6) or <see cref="Uses.Law"/>.</param>
/// <param name="Clause">The clause under which it is done.</param>
/// <param name="Right">The right the actor must hold.</param>
/// <param name="IsLegalHandling">
/// Whether the responsible person may make this use of a blocked record: to identify the subject, to answer the subject's own request, to release.
/// </param>
public sealed record Use(ProcessingAction Action, string Purpose, string Clause, Right Right, bool IsLegalHandling = false)
{
    /// <summary>Whether it may be made only while a consent or another ground covers its purpose. Policy 3.2, 4.5.</summary>
    public bool NeedsCover => !string.Equals(Purpose, Uses.Law, StringComparison.Ordinal);
}

/// <summary>The uses the console itself makes.</summary>
public static class Uses
{
    /// <summary>The purpose of answering the subject's rights and obeying the law; it needs no consent.</summary>
    public const string Law = "law";

    /// <summary>Finding a subject. Policy 8.3.</summary>
    public static readonly Use Search = new(ProcessingAction.Extraction, Law, "8.3", Right.SearchSubjects, IsLegalHandling: true);

    /// <summary>Reading a subject's page. Policy 8.2.</summary>
    public static readonly Use Read = new(ProcessingAction.Use, Law, "8.2", Right.ReadSubject, IsLegalHandling: true);

    /// <summary>Answering the subject's request. Policy 9.1.</summary>
    public static readonly Use Disclose = new(ProcessingAction.Extraction, Law, "9.1", Right.PrepareReport, IsLegalHandling: true);

    /// <summary>Taking an approved report to hand it over. Policy 9.1.</summary>
    public static readonly Use HandOver = new(ProcessingAction.Transfer, Law, "9.1", Right.DownloadApprovedReport, IsLegalHandling: true);

    /// <summary>Correcting on evidence. Policy 9.3.</summary>
    public static readonly Use Correct = new(ProcessingAction.Clarification, Law, "9.3", Right.CorrectSubject);

    /// <summary>Taking in what a registered user entered. Policy 4.2.1.</summary>
    public static readonly Use Collect = new(ProcessingAction.Collection, "3.2.1", "4.2.1", Right.Import);

    /// <summary>Comparing what a file brings with what is held; nobody is shown either. Policy 4.2.2.</summary>
    public static readonly Use Compare = new(ProcessingAction.Use, "3.2.1", "4.2.2", Right.Import);

    /// <summary>Taking in what a registered user changed. Policy 4.2.2.</summary>
    public static readonly Use Update = new(ProcessingAction.Clarification, "3.2.1", "4.2.2", Right.Import);

    /// <summary>Deriving the blind search index; a job's use alone. Policy 6.2.</summary>
    public static readonly Use Index = new(ProcessingAction.Systematisation, Law, "6.2", Right.Maintain, IsLegalHandling: true);

    /// <summary>Recording a withdrawal of consent; a blocked record's too. Policy 4.5.</summary>
    public static readonly Use Withdraw = new(ProcessingAction.Recording, Law, "4.5", Right.ChangeConsents, IsLegalHandling: true);

    /// <summary>Recording that a consent was extended. Policy 4.4.</summary>
    public static readonly Use Extend = new(ProcessingAction.Recording, Law, "4.4", Right.ChangeConsents);

    /// <summary>
    /// Recording that a purpose was achieved. Never of a blocked record: it adds to it what the person has not asked for. No day of the term is
    /// lost by that, for processing has stopped already, and once the record is released the achievement is recorded with its own moment, from
    /// which the clock of destruction runs. Policy 2.1(7), 9.7.
    /// </summary>
    public static readonly Use AchievePurpose = new(ProcessingAction.Recording, Law, "9.7", Right.ChangeConsents);

    /// <summary>Recording that the term of a consent has run out; a job's use alone. Policy 4.4.</summary>
    public static readonly Use ExpireConsent = new(ProcessingAction.Recording, Law, "4.4", Right.Maintain, IsLegalHandling: true);

    /// <summary>
    /// Giving the subject a receipt of what was consented to; of a blocked record only as part of the answer to a request of the subject's own.
    /// Policy 2.1(7), 4.3, 8.2.
    /// </summary>
    public static readonly Use ConsentReceipt = new(ProcessingAction.Extraction, Law, "8.2", Right.PrepareReport, IsLegalHandling: true);

    /// <summary>Looking at what a destruction would take. Policy 9.7.</summary>
    public static readonly Use PlanDestruction = new(ProcessingAction.Use, Law, "9.7", Right.DestroySubject, IsLegalHandling: true);

    /// <summary>Generalising a record to the figures that remain of it; never of a blocked one. Policy 2.1(7), 2.1(11), 3.2.6.</summary>
    public static readonly Use Depersonalise = new(ProcessingAction.Depersonalisation, Law, "2.1(11)", Right.DestroySubject);

    /// <summary>Naming the person in the letter that tells of the destruction. Policy 9.4.</summary>
    /// <param name="clause">The clause on which the data is destroyed.</param>
    public static Use TellOfDestruction(string clause) =>
        new(ProcessingAction.Use, Law, clause, Right.DestroySubject, IsLegalHandling: true);

    /// <summary>Opening a record to write down that something of it goes to a third party. Policy 6.2.</summary>
    public static readonly Use PlanTransfer = new(ProcessingAction.Use, Law, "6.2", Right.KeepThirdParties);

    /// <summary>Handing data to a third party for a purpose. Policy 6.2.</summary>
    /// <param name="purpose">The purpose's code.</param>
    public static Use Transfer(string purpose) => new(ProcessingAction.Transfer, purpose, "6.2", Right.KeepThirdParties);
}
