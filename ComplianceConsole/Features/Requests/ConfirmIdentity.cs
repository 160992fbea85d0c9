using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Requests;

/// <summary>Confirms who asks.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Check">How the identity was checked.</param>
/// <param name="Note">What was seen; may be empty.</param>
/// <param name="Subject">Whose record it is about, where that was found only now; null leaves it as registered.</param>
public sealed record ConfirmIdentityCommand(
    RequestNumber Number, int Version, IdentityCheck Check, string Note = "", SubjectId? Subject = null);

/// <summary>The first step of a request: the responsible person confirms who asks. Policy 8.3.</summary>
public sealed class ConfirmIdentity(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, ConfirmIdentityCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleRequest,
            "request.confirm",
            async (scope, ct) =>
            {
                if (!Enum.IsDefined(command.Check) || command.Check == IdentityCheck.NotYet)
                {
                    return new InvalidInputs([new InvalidInput("IdentityCheck", "Choose")]);
                }

                if (command.Note.Length > RequestForm.LongText)
                {
                    return new InvalidInputs([new InvalidInput("Note", "TooLong", RequestForm.LongText)]);
                }

                var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.ConfirmIdentity, ct);
                if (!found.TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (command.Subject is { } about && !await LinkAsync(scope, row, about, ct))
                {
                    return new InvalidInputs([new InvalidInput("Subject", "NoSuchSubject")]);
                }

                row.IdentityCheck = command.Check;
                scope.Take(row, RequestStep.ConfirmIdentity, Domain.Names.TextCleaning.Clean(command.Note).Value);
                scope.Record(
                    ProcessingAction.Use,
                    "8.3",
                    row.SubjectId is { } subject ? new SubjectId(subject) : null,
                    new { number = command.Number.ToString(), check = command.Check.ToString() },
                    row.Id);
                return default(Done);
            },
            cancellation);

    private static async Task<bool> LinkAsync(OperationScope scope, RequestRow row, SubjectId subject, CancellationToken cancellation)
    {
        row.SubjectId = subject.Number;
        foreach (var duty in row.Duties)
        {
            scope.Db.Entry(duty).Property(one => one.SubjectId).CurrentValue = subject.Number;
        }

        return await scope.Db.Subjects.AnyAsync(known => known.Id == subject.Number, cancellation);
    }
}
