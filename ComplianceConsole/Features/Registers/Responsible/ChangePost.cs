using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers.SetUp;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Registers.Responsible;

/// <summary>The post of the responsible person as it is typed, in the three languages documents are written in.</summary>
/// <param name="En">In English.</param>
/// <param name="Ru">In Russian.</param>
/// <param name="Kk">In Kazakh.</param>
public sealed record ChangePostCommand(string En, string Ru, string Kk);

/// <summary>
/// Names the post of the responsible person in each language, so that acts speak theirs throughout. Acts issued before keep what they said.
/// Policy 7.1.
/// </summary>
public sealed class ChangePost(Operation operation)
{
    /// <summary>Changes it.</summary>
    /// <returns>Done; <see cref="NotAllowed"/>, <see cref="NotSetUp"/> before there is an appointment, or the inputs to be mended.</returns>
    public Task<Result<Done>> HandleAsync(Actor actor, ChangePostCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.ChangeSettings,
            "registers.post",
            async (scope, ct) =>
            {
                var appointment = await scope.Db.Appointments.OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
                if (appointment is null)
                {
                    return new NotSetUp();
                }

                var problems = SetUpRules.Posts(command.En, command.Ru, command.Kk).ToList();
                if (problems.Count > 0)
                {
                    return new InvalidInputs(problems);
                }

                appointment.Posts = new LocalText(SetUpRules.Kept(command.En), SetUpRules.Kept(command.Ru), SetUpRules.Kept(command.Kk));
                scope.Record(ProcessingAction.Administration, "7.1", details: new { post = appointment.Posts });
                scope.ChangedRegisters();
                return default(Done);
            },
            cancellation);
}
