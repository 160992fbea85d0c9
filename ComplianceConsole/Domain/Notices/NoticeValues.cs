namespace ComplianceConsole.Domain.Notices;

/// <summary>
/// The names of the values a notice's template may use. A paragraph of the template whose value is not given is left out. What concerns
/// the organisation, the responsible person, the recipient and today is filled in by itself.
/// </summary>
public static class NoticeValues
{
    /// <summary>The number of the request: <c>R-2026-000123</c>.</summary>
    public const string Number = "number";

    /// <summary>The day the request came in, as an ISO date; it is written out in the reader's language.</summary>
    public const string ReceivedOn = "receivedOn";

    /// <summary>The day until which it will be answered, as an ISO date.</summary>
    public const string DueOn = "dueOn";

    /// <summary>The day it was done or decided, as an ISO date; the day the notice is written where it is not given.</summary>
    public const string DoneOn = "doneOn";

    /// <summary>The day a block was lifted, as an ISO date; not given where nothing was blocked.</summary>
    public const string ReleasedOn = "releasedOn";

    /// <summary>What is asked: names of <see cref="Requests.RequestKind"/>, comma separated; written in words.</summary>
    public const string Kinds = "kinds";

    /// <summary>The clause of the policy: <c>9.3</c>; the template's own where it is not given.</summary>
    public const string Clause = "clause";

    /// <summary>Why it was refused: a name of <see cref="Requests.RefusalGround"/>; written as a sentence.</summary>
    public const string Ground = "ground";

    /// <summary>What the responsible person wrote, as it is.</summary>
    public const string Text = "text";

    /// <summary>Codes of the fields concerned, comma separated; written in words.</summary>
    public const string Fields = "fields";

    /// <summary>Codes of the purposes concerned, comma separated; written with their titles.</summary>
    public const string Purposes = "purposes";

    /// <summary>Codes of the purposes for which data is still processed, comma separated; written with their titles.</summary>
    public const string Remaining = "remaining";

    /// <summary>Who asked: a name of <see cref="Requests.ApplicantKind"/>; the template has words of its own for whoever is not the subject.</summary>
    public const string Applicant = "applicant";

    /// <summary>The number of the subject the data is about: <c>S-0000062</c>; not given before it is known who asks.</summary>
    public const string Subject = "subject";

    /// <summary>The name of whom the data is about, in a notice to another.</summary>
    public const string SubjectName = "subjectName";

    /// <summary>By what a third party knows the person: an external id, an account; with the name it tells whose data is meant.</summary>
    public const string SubjectReference = "subjectReference";

    /// <summary>The number of the contract with a third party; written with <see cref="ContractDate"/> in words.</summary>
    public const string Contract = "contract";

    /// <summary>The day of that contract, as an ISO date; not given where none is known.</summary>
    public const string ContractDate = "contractDate";

    /// <summary>The day until which the recipient confirms, as an ISO date.</summary>
    public const string AcknowledgeBy = "acknowledgeBy";

    /// <summary>How many third parties were told of it; not given where there was none to tell.</summary>
    public const string Recipients = "recipients";

    /// <summary>The number of the act of destruction.</summary>
    public const string Act = "act";

    /// <summary>The number of the incident.</summary>
    public const string Incident = "incident";

    /// <summary>The day and time of an incident's detection, in words.</summary>
    public const string DetectedAt = "detectedAt";

    /// <summary>How many people an incident concerns.</summary>
    public const string Affected = "affected";

    /// <summary>What was done against an incident, as written.</summary>
    public const string Measures = "measures";

    /// <summary>How to object, where it differs from the template's own words.</summary>
    public const string HowToObject = "howToObject";

    /// <summary>The lines of a digest, ready in the reader's language.</summary>
    public const string Lines = "lines";

    /// <summary>Numbers of a digest.</summary>
    public const string Overdue = "overdue";

    /// <inheritdoc cref="Overdue"/>
    public const string DueToday = "dueToday";

    /// <inheritdoc cref="Overdue"/>
    public const string DueSoon = "dueSoon";
}
