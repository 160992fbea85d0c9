using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Requests;

/// <summary>Confirms who asks.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Check">How the identity was checked.</param>
/// <param name="Note">What was seen; may be empty.</param>
/// <param name="Subject">Whose record it is about, where that was found only now; null leaves it as registered.</param>
/// <param name="Authority">How a representative's document was checked; asked of a representative alone. Policy 4.1.1.</param>
public sealed record ConfirmIdentityCommand(
    RequestNumber Number,
    int Version,
    IdentityCheck Check,
    string Note = "",
    SubjectId? Subject = null,
    AuthorityCheck Authority = AuthorityCheck.NotYet);

/// <summary>
/// The first step of a request: the responsible person confirms who asks, and for a representative that the document carries it. Policy
/// 4.1.1, 8.3.
/// </summary>
public sealed class ConfirmIdentity(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, ConfirmIdentityCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleRequest,
            "request.confirm",
            (scope, ct) => ConfirmAsync(scope, command, ct),
            cancellation);

    private static async Task<Result<Done>> ConfirmAsync(
        OperationScope scope, ConfirmIdentityCommand command, CancellationToken cancellation)
    {
        if (command.Check == IdentityCheck.NotYet)
        {
            return new InvalidInputs([new InvalidInput("IdentityCheck", "Choose")]);
        }

        if (!RequestForm.ReadOptional("Note", command.Note).TryGet(out var note, out var refusal)
            || !(await scope.FindRequestAsync(command.Number, command.Version, RequestStep.ConfirmIdentity, matter: null, cancellation))
                .TryGet(out var row, out refusal))
        {
            return refusal;
        }

        if ((RequestForm.ReadCheck(command.Check, row.Applicant) ?? Link(scope, row, command.Subject) ?? CheckAuthority(scope, row, command.Authority)) is { } problem)
        {
            return new InvalidInputs([problem]);
        }

        await scope.BindDocumentsAsync(row, cancellation);
        row.IdentityCheck = command.Check;
        await scope.TakeAsync(row, RequestStep.ConfirmIdentity, matter: null, note, cancellation);
        await BlockLetters.TellAsync(scope, row, isIdentified: true, BlockRules.SelectionUndoWindow, cancellation);
        scope.Record(
            row,
            ProcessingAction.Use,
            "8.3",
            new { number = command.Number.ToString(), check = command.Check.ToString(), authority = command.Authority.ToString() });
        return default(Done);
    }

    // Who is represented does not change: an authority carries for one person alone.
    private static InvalidInput? Link(OperationScope scope, RequestRow row, SubjectId? subject)
    {
        if (subject is not { } about || row.SubjectId == about.Number)
        {
            return null;
        }

        if (row.SubjectId is not null || scope.Find(about) is null)
        {
            return new InvalidInput("Subject", row.SubjectId is null ? "NoSuchSubject" : "Fixed");
        }

        scope.Bind(row, about);
        return null;
    }

    private static InvalidInput? CheckAuthority(OperationScope scope, RequestRow row, AuthorityCheck check)
    {
        if (row.Applicant != ApplicantKind.Representative)
        {
            return null;
        }

        var key = scope.OpenRequest(row.Id);
        var details = key.OpenDetails(row);
        var found = check == AuthorityCheck.NotYet ? details.Representation!.Check : check;
        if (!Enum.IsDefined(found) || found == AuthorityCheck.NotYet)
        {
            return new InvalidInput("AuthorityCheck", "Choose");
        }

        row.Details = key.SealDetails(
            details with
            {
                Representation = details.Representation! with { Check = found, CheckedBy = scope.Actor.Name, CheckedAt = scope.Now },
            });
        return null;
    }
}
