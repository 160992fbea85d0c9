using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>An extension as it is typed.</summary>
public sealed record ExtensionForm
{
    public required SubjectId Subject { get; init; }
    public required int Mark { get; init; }
    public ConsentAct? Act { get; init; }

    /// <summary>Whether it is to stand until withdrawn, without a last day.</summary>
    public bool IsOpenEnded { get; init; }
    public LocalDate? Until { get; init; }
    public Channel? Channel { get; init; }
    public Instant? ReceivedAt { get; init; }
    public string? Document { get; init; }

    /// <summary>Not what is typed, so that it cannot slip into a log.</summary>
    public override string ToString() => Subject.ToString();

    internal Result<ConsentExtension> Read(Instant now)
    {
        var problems = ConsentForms.Check(Channel, ReceivedAt, Document, now);
        if (!IsOpenEnded && Until is null)
        {
            problems.Insert(0, new InvalidInput("Until", "Required"));
        }

        if (Act is null)
        {
            problems.Insert(0, new InvalidInput("Act", "Choose"));
        }

        return problems.Count > 0 || Act is not { } act || Channel is not { } channel || ReceivedAt is not { } at
            ? new InvalidInputs(problems)
            : new ConsentExtension
            {
                Act = act,
                Until = IsOpenEnded ? null : Until,
                Channel = channel,
                At = at,
                Proof = TextCleaning.Clean(Document).Value,
            };
    }
}

/// <summary>That purposes were achieved, as it is typed; for one subject or for several at once. Policy 9.7.</summary>
public sealed record AchievementForm
{
    /// <summary>How many subjects one use case takes at most.</summary>
    public const int MostSubjects = 200;

    public required IReadOnlyList<SubjectId> Subjects { get; init; }
    public IReadOnlyList<string> Purposes { get; init; } = [];
    public Instant? AchievedAt { get; init; }
    public string? Reason { get; init; }

    /// <summary>Not what is typed, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(AchievementForm);

    internal IReadOnlyList<InvalidInput> Problems(Instant now)
    {
        var problems = new List<InvalidInput>();
        if (Subjects.Count == 0)
        {
            problems.Add(new InvalidInput("Subject", "Required"));
        }
        else if (Subjects.Count > MostSubjects)
        {
            problems.Add(new InvalidInput("Subject", "TooLarge", MostSubjects));
        }

        if (Purposes.Count == 0)
        {
            problems.Add(new InvalidInput("Purposes", "Choose"));
        }

        ConsentForms.CheckMoment(problems, "AchievedAt", AchievedAt, now);
        ConsentForms.CheckText(problems, "Reason", Reason);
        return problems;
    }
}

/// <summary>What the forms of consents share.</summary>
internal static class ConsentForms
{
    private const int LongestText = 2_000;

    public static List<InvalidInput> Check(Channel? channel, Instant? receivedAt, string? document, Instant now)
    {
        var problems = new List<InvalidInput>();
        if (channel is null)
        {
            problems.Add(new InvalidInput("Channel", "Choose"));
        }

        CheckMoment(problems, "ReceivedAt", receivedAt, now);
        CheckText(problems, "ConsentDocument", document);
        return problems;
    }

    public static void CheckMoment(List<InvalidInput> problems, string input, Instant? moment, Instant now)
    {
        if (moment is not { } at)
        {
            problems.Add(new InvalidInput(input, "Required"));
        }
        else if (at > now)
        {
            problems.Add(new InvalidInput(input, "InFuture"));
        }
        else if (Domain.Time.AlmatyZone.DayOf(at) < Domain.Time.Deadline.EarliestDay)
        {
            problems.Add(new InvalidInput(input, "TooEarly", Domain.Time.Deadline.EarliestDay));
        }
    }

    public static void CheckText(List<InvalidInput> problems, string input, string? text, bool isRequired = true)
    {
        var cleaned = TextCleaning.Clean(text).Value;
        if (cleaned.Length > LongestText)
        {
            problems.Add(new InvalidInput(input, "TooLong", LongestText));
        }
        else if (isRequired && cleaned.Length == 0)
        {
            problems.Add(new InvalidInput(input, "Required"));
        }
    }
}
