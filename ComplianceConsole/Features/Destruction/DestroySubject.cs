using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.ThirdParties;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>Destroys the data of a subject.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Clause">On what clause, one of those that <see cref="ReadDestructionPlan"/> names.</param>
/// <param name="TypedNumber">The subject's number as it was typed to confirm.</param>
public sealed record DestroyCommand(SubjectId Subject, string Clause, string TypedNumber)
{
    /// <summary>The request that asks for it; null where a duty alone does.</summary>
    public RequestNumber? Request { get; init; }

    /// <summary>The duty it fulfils; null for the first that rests on the clause.</summary>
    public long? DutyId { get; init; }

    /// <summary>Whether it was checked that no obligation is unfulfilled and no law demands that the data be kept. Law 8(2).</summary>
    public bool IsGateChecked { get; init; }

    /// <summary>Whether the block that stands is released for destruction alone. Policy 2.1(7), 9.8.</summary>
    public bool ReleasesBlock { get; init; }

    /// <summary>The language in which the person is told; null where nobody is to be told. A request tells its applicant in its own.</summary>
    public string? Language { get; init; }
}

/// <summary>A destruction that was decided.</summary>
/// <param name="DecidedAt">When.</param>
/// <param name="DestroyedAt">When it came to its end; null while it waits, the record standing blocked.</param>
/// <param name="Letters">How many letters were laid into the outbox with it.</param>
public sealed record DestructionMade(Instant DecidedAt, Instant? DestroyedAt, int Letters);

/// <summary>
/// Destroys the data of one subject on evidence, after the purpose, or after the block of six months. The decision, what forbids it and the
/// letters are one transaction; after its commit the destruction is brought to its end here or, whatever happens, by the sweep.
/// Policy 2.1(10), 9.4, 9.7, 9.8.
/// </summary>
public sealed class DestroySubject(Operation operation, Destructions destructions)
{
    /// <summary>The input the number is typed into, as refusals name it.</summary>
    public const string NumberInput = "SubjectNumber";

    /// <summary>The input of the check of obligations.</summary>
    public const string GateInput = "GateChecked";

    /// <summary>The languages a letter can be written in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "ru", "kk"];

    /// <summary>Destroys.</summary>
    /// <returns>
    /// What was done; or <see cref="InvalidInputs"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="DestructionUnderWay"/>,
    /// <see cref="NoGroundToDestroy"/>, <see cref="RequestsForbidDestruction"/>, <see cref="AuthorityEnded"/>, <see cref="NotFound"/>.
    /// </returns>
    public async Task<Result<DestructionMade>> HandleAsync(Actor actor, DestroyCommand command, CancellationToken cancellation)
    {
        var decided = await operation.ChangeAsync<DestructionMade>(
            actor, Right.DestroySubject, "subject.destroy", (scope, ct) => DecideAsync(scope, command, ct), cancellation);
        if (!decided.TryGet(out var made, out var refusal))
        {
            return refusal;
        }

        // It is decided and cannot be taken back: that whoever asked went away stops nothing.
        var at = await destructions.TryFinishAsync(command.Subject, CancellationToken.None);
        return made with { DestroyedAt = at };
    }

    private static async Task<Result<DestructionMade>> DecideAsync(OperationScope scope, DestroyCommand command, CancellationToken cancellation)
    {
        if (!DestructionCase.Find(scope, command.Subject).TryGet(out var row, out var refusal) || !Check(row, command).TryGet(out _, out refusal))
        {
            return refusal;
        }

        var stands = await DestructionCase.ReadAsync(scope, row, cancellation);
        if (stands.GroundOf(command.Clause, command.Request, command.DutyId) is not { } ground)
        {
            return new NoGroundToDestroy(command.Clause);
        }

        if (stands.Forbidding(ground.Request) is { Count: > 0 } open)
        {
            return new RequestsForbidDestruction(open);
        }

        if (stands.EndedAuthority(ground.Request) is { } until)
        {
            return new AuthorityEnded(until);
        }

        var letters = await WriteLettersAsync(scope, row, ground, command, cancellation);
        if (!letters.TryGet(out var count, out refusal))
        {
            return refusal;
        }

        scope.BeginDestruction(row, new DestructionOrder(ground.Clause, ground.RequestId, ground.DutyId));
        return new DestructionMade(scope.Now, DestroyedAt: null, count);
    }

    private static Result<Done> Check(SubjectRow row, DestroyCommand command)
    {
        var problems = new List<InvalidInput>();
        if (!command.IsGateChecked)
        {
            problems.Add(new InvalidInput(GateInput, "Required"));
        }

        if (!SubjectId.TryParse(command.TypedNumber, out var typed) || typed != command.Subject)
        {
            problems.Add(new InvalidInput(NumberInput, "Mismatch", command.Subject));
        }

        if (command.Language is { } language && !Languages.Contains(language, StringComparer.Ordinal))
        {
            problems.Add(new InvalidInput("Language", "Choose"));
        }

        return problems.Count > 0 ? new InvalidInputs(problems)
            : row.State == SubjectState.Blocked && !command.ReleasesBlock ? new RecordBlocked(command.Subject, row.BlockedAt ?? Instant.MinValue)
            : default(Done);
    }

    // Written while their readers can still be named, under keys of their own, and held until it is true. Policy 9.4.
    private static async Task<Result<int>> WriteLettersAsync(
        OperationScope scope, SubjectRow row, DestructionGround ground, DestroyCommand command, CancellationToken cancellation)
    {
        var recipients = await scope.NotifyRecipientsAsync(
            row,
            new RecipientNotice { Template = NoticeTemplates.RecipientDestroyed, Clause = ground.Clause, RequestId = ground.RequestId },
            cancellation);
        foreach (var notice in recipients)
        {
            notice.HoldUntilDestroyed();
        }

        if (ground.Request is not null || command.Language is not { } language)
        {
            return recipients.Count;
        }

        return scope.Open(row, Uses.TellOfDestruction(ground.Clause))
            .Then(record => recipients.Count + (Tell(scope, record, ground, language, recipients.Count) ? 1 : 0));
    }

    private static bool Tell(OperationScope scope, OpenRecord record, DestructionGround ground, string language, int recipients)
    {
        var profile = record.Held;
        if (profile[FieldCode.Email] is not { Length: > 0 } email)
        {
            return false;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Clause] = ground.Clause,
            [NoticeValues.Fields] = string.Join(',', DestructionCase.FieldsOf(profile)),
        };
        if (recipients > 0)
        {
            values[NoticeValues.Recipients] = recipients.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        scope.QueueNotice(
            new NoticeDraft
            {
                Template = NoticeTemplates.Destroyed,
                Channel = Channel.Email,
                Language = language,
                To = new NoticeAddress(
                    string.Join(' ', new[] { profile[FieldCode.FirstName], profile[FieldCode.LastName] }.Where(part => !string.IsNullOrEmpty(part))), email),
                Values = values,
                SubjectId = record.Subject.Number,
            }).HoldUntilDestroyed();
        return true;
    }
}
