using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>Adds a third party to the register, changes its entry, or ends it. Policy 6.2, Law 15.</summary>
public sealed class SaveRecipient(Operation operation, RegisterReader registers)
{
    /// <summary>Adds or changes.</summary>
    /// <returns>Its number; or <see cref="InvalidInputs"/>, <see cref="ChangedMeanwhile"/>, <see cref="NotFound"/>.</returns>
    public async Task<Result<long>> HandleAsync(Actor actor, RecipientForm form, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ChangeAsync<long>(
            actor,
            Right.KeepThirdParties,
            "recipient.save",
            async (scope, token) =>
            {
                if (form.Problems(snapshot, scope.Now) is { Count: > 0 } problems)
                {
                    return new InvalidInputs(problems);
                }

                if (!(await FindAsync(scope, form, token)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                form.WriteTo(row);
                await scope.Db.SaveChangesAsync(token);
                scope.Record(
                    ProcessingAction.Administration, "6.2", details: new { recipient = row.Id, row.Version, row.Country, row.Purposes, row.Fields });
                return row.Id;
            },
            cancellation);
    }

    /// <summary>Ends it: from now on it receives nothing. What it received stays in the history, and it is told what becomes of it.</summary>
    /// <returns>Done; or <see cref="ChangedMeanwhile"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> EndAsync(Actor actor, long id, int version, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.KeepThirdParties,
            "recipient.end",
            async (scope, token) =>
            {
                var row = await scope.Db.Recipients.SingleOrDefaultAsync(one => one.Id == id, token);
                if (row is null || row.Version != version || row.EndedAt is not null)
                {
                    return row is null ? new NotFound("Recipient") : new ChangedMeanwhile("Recipient");
                }

                row.EndedAt = scope.Now;
                row.Version++;
                scope.Record(ProcessingAction.Administration, "6.2", details: new { recipient = id });
                return default(Done);
            },
            cancellation);

    private static async Task<Result<RecipientRow>> FindAsync(OperationScope scope, RecipientForm form, CancellationToken cancellation)
    {
        if (form.Id is not { } id)
        {
            var added = new RecipientRow
            {
                Name = "",
                Country = "",
                Email = "",
                Address = "",
                Language = "",
                Ground = "",
                ContractNumber = "",
                Purposes = "",
                Fields = "",
                CreatedAt = scope.Now,
            };
            scope.Db.Recipients.Add(added);
            return added;
        }

        var row = await scope.Db.Recipients.SingleOrDefaultAsync(one => one.Id == id, cancellation);
        return row is null ? new NotFound("Recipient")
            : row.Version != form.Version || row.EndedAt is not null ? new ChangedMeanwhile("Recipient")
            : row;
    }
}
