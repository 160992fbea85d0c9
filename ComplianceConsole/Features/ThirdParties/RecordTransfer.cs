using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>A transfer as it is typed.</summary>
public sealed record TransferForm
{
    public required SubjectId Subject { get; init; }
    public long? Recipient { get; init; }
    public string? Purpose { get; init; }
    public IReadOnlyCollection<string> Fields { get; init; } = [];
    public Instant? At { get; init; }
}

/// <summary>
/// Records that a subject's data went to a third party. Refused while the record is blocked, for a purpose that nothing covers or that the
/// third party does not receive for, and for fields it does not receive, the purpose does not need or nobody holds. Policy 6.1, 6.2.
/// </summary>
public sealed class RecordTransfer(Operation operation, RegisterReader registers)
{
    /// <summary>Records it.</summary>
    /// <returns>
    /// Done; or <see cref="InvalidInputs"/>, <see cref="PurposeNotCovered"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>,
    /// <see cref="NotFound"/>.
    /// </returns>
    public async Task<Result<Done>> HandleAsync(Actor actor, TransferForm form, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ChangeAsync<Done>(
            actor,
            Right.KeepThirdParties,
            "transfer.record",
            async (scope, token) =>
            {
                var row = await scope.Db.Recipients.AsNoTracking().SingleOrDefaultAsync(one => one.Id == form.Recipient, token);
                if (Problems(form, row, snapshot, scope.Now) is { Count: > 0 } problems)
                {
                    return new InvalidInputs(problems);
                }

                return await RecordAsync(scope, form, RecipientView.Of(row!), token);
            },
            cancellation);
    }

    private static async Task<Result<Done>> RecordAsync(
        OperationScope scope, TransferForm form, RecipientView recipient, CancellationToken cancellation)
    {
        var purpose = form.Purpose!;
        if (!(await scope.OpenAsync(form.Subject, Uses.Transfer(purpose), cancellation)).TryGet(out var record, out var refusal))
        {
            return refusal;
        }

        if (form.Fields.Any(field => string.IsNullOrEmpty(record.Held[field])))
        {
            return new InvalidInputs([new InvalidInput("Fields", "NotHeld")]);
        }

        if (!await IsAllowedAsync(scope, form, recipient, cancellation))
        {
            return new PurposeNotCovered(purpose, form.Subject);
        }

        Write(scope, record, form, recipient);
        return default(Done);
    }

    private static void Write(OperationScope scope, OpenRecord record, TransferForm form, RecipientView recipient)
    {
        var sequence = record.Row.NextSequence++;
        scope.Db.Transfers.Add(
            new TransferRow
            {
                SubjectId = record.Row.Id,
                Sequence = sequence,
                RecipientId = recipient.Id,
                At = form.At!.Value,
                Purpose = form.Purpose!,
                Fields = string.Join(',', TransferRules.Transferable.Where(field => form.Fields.Contains(field, StringComparer.Ordinal))),
                ActorId = scope.Actor.Id,
                ActorName = scope.Actor.Name,
            });
        record.Entry.Details = new { transfer = sequence, recipient = recipient.Id, form.At, recipient.IsCrossBorder };
        scope.Changed(record.Row);
    }

    // The door has seen that the purpose is covered; a consent may still say no to third parties or to other countries.
    private static async Task<bool> IsAllowedAsync(
        OperationScope scope, TransferForm form, RecipientView recipient, CancellationToken cancellation)
    {
        var cover = PurposeCover.Of(
            await scope.ReadConsentsAsync(form.Subject.Number, cancellation),
            await scope.ReadPurposeGroundsAsync(cancellation),
            AlmatyZone.DayOf(scope.Now));
        return cover.Purposes.Any(purpose =>
            string.Equals(purpose.Purpose.Code, form.Purpose, StringComparison.Ordinal)
            && TransferRules.IsAllowedBy(purpose, form.Fields, recipient.IsCrossBorder));
    }

    private static List<InvalidInput> Problems(TransferForm form, RecipientRow? row, RegisterSnapshot registers, Instant now)
    {
        var problems = new List<InvalidInput>();
        if (row is null)
        {
            problems.Add(new InvalidInput("Recipient", "Choose"));
        }

        if (form.At is not { } at)
        {
            problems.Add(new InvalidInput("TransferredAt", "Required"));
        }
        else if (at > now)
        {
            problems.Add(new InvalidInput("TransferredAt", "InFuture"));
        }
        else if (row is not null && !RecipientView.Of(row).Terms.IsOpenOn(AlmatyZone.DayOf(at)))
        {
            problems.Add(new InvalidInput("Recipient", "ContractNotInForce"));
        }

        if (row is not null)
        {
            var terms = RecipientView.Of(row).Terms;
            Add(problems, "Purpose", TransferRules.CheckPurpose(terms, form.Purpose));
            var isNeeded = form.Fields.All(field =>
                registers.FieldOf(field)?.Purposes.Contains(form.Purpose ?? "", StringComparer.Ordinal) == true);
            Add(problems, "Fields", TransferRules.CheckFields(terms, form.Fields) is var problem && problem == TransferProblem.None && !isNeeded
                ? TransferProblem.NotForRecipient
                : problem);
        }

        return problems;
    }

    private static void Add(List<InvalidInput> problems, string input, TransferProblem problem)
    {
        if (problem != TransferProblem.None)
        {
            problems.Add(new InvalidInput(input, problem == TransferProblem.Required ? "Choose" : problem.ToString()));
        }
    }
}
