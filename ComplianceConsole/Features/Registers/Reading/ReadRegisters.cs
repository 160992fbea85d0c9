using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;

namespace ComplianceConsole.Features.Registers.Reading;

/// <summary>Reads the organisation's registers. They hold nothing of subjects, so that only a refusal is recorded.</summary>
public sealed class ReadRegisters(Operation operation, RegisterReader registers)
{
    /// <summary>The registers as last committed.</summary>
    /// <returns>The registers, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<RegisterSnapshot>> RunAsync(Actor actor, CancellationToken cancellation) =>
        actor.May(Right.ReadRegisters)
            ? await registers.GetAsync(cancellation)
            : await operation.ReadAsync<RegisterSnapshot>(
                actor, Right.ReadRegisters, "registers.read", (_, _) => throw new InvalidOperationException(), cancellation);
}
