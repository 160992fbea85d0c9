using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Destruction.Depersonalisation;

/// <summary>One record of a group.</summary>
/// <param name="Subject">Whose.</param>
/// <param name="Language">The language in which the person is told; null where nobody is to be told.</param>
/// <param name="Proposal">The proposal that a second person approves; null where one is enough.</param>
internal sealed record GroupMember(SubjectId Subject, string? Language, DestructionProposalRow? Proposal);

/// <summary>What deciding to depersonalise a group takes, whoever decides it: one person, or the second of two. Policy 2.1(11), 9.7.</summary>
internal static class GroupDecision
{
    private const string Clause = "9.7";

    /// <summary>What is to be mended before.</summary>
    public static List<InvalidInput> Problems(IReadOnlyCollection<SubjectId> subjects, string? typed, bool isGateChecked)
    {
        var problems = new List<InvalidInput>();
        if (subjects.Count is 0 or > Depersonalise.Most)
        {
            problems.Add(new InvalidInput(Depersonalise.CountInput, subjects.Count == 0 ? "Required" : "TooLarge", Depersonalise.Most));
        }
        else if (!int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number != subjects.Count)
        {
            problems.Add(new InvalidInput(Depersonalise.CountInput, "Mismatch", subjects.Count));
        }

        if (!isGateChecked)
        {
            problems.Add(new InvalidInput(Depersonalise.GateInput, "Required"));
        }

        return problems;
    }

    /// <summary>
    /// Asks whether a record can be depersonalised now, and changes nothing. What evidence or a request asks to be destroyed is destroyed: figures
    /// remain only where the purpose alone has ended.
    /// </summary>
    public static async Task<Result<Decidable>> AskAsync(OperationScope scope, SubjectId subject, string? language, CancellationToken cancellation)
    {
        if (!(await DestructionDecision.AskAsync(scope, Single(subject, language), cancellation)).TryGet(out var asked, out var refusal))
        {
            return refusal;
        }

        return asked.Duty is { } duty && string.Equals(duty.Kind, DutyKind.DestroyAfterPurpose.Code(), StringComparison.Ordinal)
            ? asked
            : new NoGroundToDestroy(Clause);
    }

    /// <summary>Decides it for all of them or for none, and keeps what remains.</summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="group">The group.</param>
    /// <param name="smallest">The smallest number of records that a combination may stand for.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public static async Task<Result<RemainsFacts>> DecideAsync(
        OperationScope scope, IReadOnlyList<GroupMember> group, int smallest, CancellationToken cancellation)
    {
        var traits = new List<Traits>(group.Count);
        foreach (var member in group)
        {
            if (!(await AskAsync(scope, member.Subject, member.Language, cancellation)).TryGet(out var asked, out var refusal)
                || !scope.Open(asked.Row, Uses.Depersonalise).TryGet(out var record, out refusal))
            {
                return refusal;
            }

            traits.Add(Traits.Of(record.Held));
        }

        var (told, remains) = Coarsen(traits, smallest);
        Keep(scope, told);
        foreach (var member in group)
        {
            var made = await DestructionDecision.DecideAsync(scope, Single(member.Subject, member.Language), member.Proposal, isDepersonalised: true, cancellation);
            if (!made.IsDone)
            {
                return made.Refusal;
            }

            (await scope.Db.Destructions.FindAsync([member.Subject.Number], cancellation))!.Note(remains);
        }

        scope.Record(ProcessingAction.Depersonalisation, "2.1(11)", details: remains);
        return remains;
    }

    /// <summary>What of a group may be told, and how much that is.</summary>
    public static (Traits[] Told, RemainsFacts Remains) Coarsen(IReadOnlyList<Traits> group, int smallest)
    {
        var k = Math.Max(smallest, Anonymity.Least);
        Traits[] told = [.. Anonymity.Coarsen(group, k)];
        return (told, RemainsFacts.Of(told, k));
    }

    // The number stands for itself: who decides on a group types how many it is.
    private static DestroyCommand Single(SubjectId subject, string? language) =>
        new(subject, Clause, subject.ToString()) { IsGateChecked = true, Language = language };

    private static void Keep(OperationScope scope, Traits[] told)
    {
        RandomNumberGenerator.Shuffle<Traits>(told);
        foreach (var traits in told)
        {
            scope.Db.Remainders.Add(
                new RemainderRow
                {
                    Handle = RandomNumberGenerator.GetHexString(32, lowercase: true),
                    City = traits.City,
                    Year = traits.Year,
                    Activity = traits.Activity,
                    UserType = traits.Type,
                });
        }
    }
}
