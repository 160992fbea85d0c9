using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Requests;

/// <summary>Closes a request, or sets right a mistake in one that is closed.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Note">What is noted; a correcting entry must say it.</param>
public sealed record NoteCommand(RequestNumber Number, int Version, string Note = "");

/// <summary>Closes a request once everything asked is done and told; nothing of it changes any more. Policy 8.3.</summary>
public sealed class CloseRequest(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, NoteCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.Close),
            "request.close",
            (_, _, _) => Task.FromResult(RequestForm.ReadOptional("Note", command.Note)),
            cancellation);
}

/// <summary>Sets right a mistake in a closed request by an entry of its own: what stands there stays.</summary>
public sealed class MendRequest(Operation operation)
{
    /// <summary>Adds the entry.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, NoteCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.Mend),
            "request.mend",
            (_, _, _) => Task.FromResult(RequestForm.ReadNote("Correction", command.Note)),
            cancellation);
}
