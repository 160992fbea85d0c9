using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>What deciding a destruction takes, whoever decides it: one person, or the second of two. Policy 2.1(10), 9.4, 9.7, 9.8.</summary>
internal static class DestructionDecision
{
    /// <summary>Asks whether it can be decided now, and changes nothing.</summary>
    /// <returns>The record and the ground; or why not.</returns>
    public static async Task<Result<Decidable>> AskAsync(OperationScope scope, DestroyCommand command, CancellationToken cancellation)
    {
        if (!DestructionCase.Find(scope, command.Subject).TryGet(out var row, out var refusal) || !Check(row, command).TryGet(out _, out refusal))
        {
            return refusal;
        }

        var stands = await DestructionCase.ReadAsync(scope, row, cancellation);
        return stands.GroundOf(command.Clause, command.Request, command.DutyId) is not { } ground ? new NoGroundToDestroy(command.Clause)
            : stands.Forbidding(ground.Request) is { Count: > 0 } open ? new RequestsForbidDestruction(open)
            : stands.Holds > 0 ? new HoldsForbidDestruction(stands.Holds)
            : stands.EndedAuthority(ground.Request) is { } until ? new AuthorityEnded(until)
            : stands.NamingCopies is { Count: > 0 } naming ? new CopiesNamePerson(command.Subject, naming)
            : new Decidable(row, ground, stands.Duties.FirstOrDefault(duty => duty.Id == ground.DutyId), stands.FurtherDuty(ground));
    }

    /// <summary>Decides it: the letters, what the act will say, the block and the release of the record.</summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="command">What is decided.</param>
    /// <param name="proposal">The proposal that a second person approves; null where one is enough.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public static Task<Result<DestructionMade>> DecideAsync(
        OperationScope scope, DestroyCommand command, DestructionProposalRow? proposal, CancellationToken cancellation) =>
        DecideAsync(scope, command, proposal, isDepersonalised: false, cancellation);

    /// <summary>Decides it, and tells whoever is told that figures remain where they do. Policy 2.1(11).</summary>
    /// <inheritdoc cref="DecideAsync(OperationScope, DestroyCommand, DestructionProposalRow?, CancellationToken)"/>
    public static async Task<Result<DestructionMade>> DecideAsync(
        OperationScope scope, DestroyCommand command, DestructionProposalRow? proposal, bool isDepersonalised, CancellationToken cancellation)
    {
        if (!(await AskAsync(scope, command, cancellation)).TryGet(out var asked, out var refusal))
        {
            return refusal;
        }

        var (row, ground, duty, further) = asked;
        var found = await CountAsync(scope, row, cancellation) with
        {
            BlockedAt = row.State == SubjectState.Blocked ? row.BlockedAt : null,
            DutyKind = duty?.Kind,
            DueDay = duty?.DueDay,
            DueBefore = duty?.DueBefore,
            FurtherClause = further?.Clause,
            FurtherDueDay = further?.DueDay,
            FurtherDueBefore = further?.DueBefore,
            ProposedBy = proposal?.ProposedByName,
            ProposedAt = proposal?.ProposedAt,
            Request = ground.Request?.ToString(),
        };
        // Before the letters of the destruction itself: those stay.
        await scope.TakeBackUnsentAsync(command.Subject, cancellation);
        if (!(await DestructionLetters.WriteAsync(scope, row, ground, command.Language, isDepersonalised, cancellation)).TryGet(out var letters, out refusal))
        {
            return refusal;
        }

        scope.BeginDestruction(row, new DestructionOrder(ground.Clause, ground.RequestId, ground.DutyId)).Note(found);
        return new DestructionMade(scope.Now, DestroyedAt: null, letters);
    }

    /// <summary>Counts what is held of a subject: codes and numbers alone.</summary>
    public static async Task<DestructionFacts> CountAsync(OperationScope scope, SubjectRow row, CancellationToken cancellation)
    {
        var (db, subject) = (scope.Db, row.Id);
        return new DestructionFacts
        {
            Fields = [.. DestructionCase.FieldsOf(scope.HeldOf(row))],
            Changes = await db.ProfileChanges.CountAsync(one => one.SubjectId == subject, cancellation),
            Consents = await db.ConsentEvents.CountAsync(one => one.SubjectId == subject, cancellation),
            Documents = await db.RequestDocuments.CountAsync(one => one.SubjectId == subject, cancellation),
            Reports = await db.Reports.CountAsync(
                report => db.Requests.Any(request => request.Id == report.RequestId && request.SubjectId == subject), cancellation),
            Transfers = await db.Transfers.CountAsync(one => one.SubjectId == subject, cancellation),
        };
    }

    private static Result<Done> Check(SubjectRow row, DestroyCommand command)
    {
        var problems = new List<InvalidInput>();
        if (!command.IsGateChecked)
        {
            problems.Add(new InvalidInput(DestroySubject.GateInput, "Required"));
        }

        if (!SubjectId.TryParse(command.TypedNumber, out var typed) || typed != command.Subject)
        {
            problems.Add(new InvalidInput(DestroySubject.NumberInput, "Mismatch", command.Subject));
        }

        if (command.Language is { } language && !DestroySubject.Languages.Contains(language, StringComparer.Ordinal))
        {
            problems.Add(new InvalidInput("Language", "Choose"));
        }

        return problems.Count > 0 ? new InvalidInputs(problems)
            : row.State == SubjectState.Blocked && !command.ReleasesBlock ? new RecordBlocked(command.Subject, row.BlockedAt ?? Instant.MinValue)
            : default(Done);
    }
}

/// <summary>A destruction that can be decided now.</summary>
/// <param name="Row">Whose data.</param>
/// <param name="Ground">On what.</param>
/// <param name="Duty">The duty it fulfils.</param>
/// <param name="Further">The duty of 9.8 beside the missed one, or the missed one beside that of 9.8; null where there are not both.</param>
internal sealed record Decidable(SubjectRow Row, DestructionGround Ground, DutyRow? Duty, DutyRow? Further);
