using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers.Template;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Registers;

/// <summary>Fills empty registers with the demonstration's organisation and its policy versions. Work of the console itself.</summary>
public sealed class SeedRegisters(Operation operation)
{
    /// <summary>Fills them.</summary>
    /// <returns>Done, or <see cref="AlreadySetUp"/> where an organisation stands already.</returns>
    public Task<Result<Done>> RunAsync(CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            Actor.Job("demonstration"),
            Right.Maintain,
            "registers.seed",
            async (scope, token) =>
            {
                if (await scope.Db.Organisations.AnyAsync(token))
                {
                    return new AlreadySetUp();
                }

                Demonstration.Load(scope.Now).AddTo(scope);
                scope.Record(ProcessingAction.Administration, "10.2");
                return default(Done);
            },
            cancellation);
}
