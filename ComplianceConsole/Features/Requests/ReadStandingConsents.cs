using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;

namespace ComplianceConsole.Features.Requests;

/// <summary>The consents that stand for the subject of a request, of which a withdrawal may concern some.</summary>
/// <param name="Purposes">The purposes each act stands for; an act stands in several lines.</param>
/// <param name="Titles">The purposes of the register, for their titles.</param>
public sealed record StandingConsents(IReadOnlyList<StandingPurpose> Purposes, IReadOnlyList<Purpose> Titles);

/// <summary>Reads what can be withdrawn, so that a letter that names an act is followed by that act. Policy 4.5.</summary>
public sealed class ReadStandingConsents(Operation operation, RegisterReader registers)
{
    /// <summary>Reads them; none where nobody is held.</summary>
    public async Task<Result<StandingConsents>> HandleAsync(Actor actor, RequestNumber number, CancellationToken cancellation)
    {
        var titles = (await registers.GetAsync(cancellation)).Purposes;
        return await operation.ReadAsync<StandingConsents>(
            actor,
            Right.HandleRequest,
            "request.consents",
            async (scope, ct) =>
            {
                if (!(await scope.FindRequestAsync(number, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                var standing = row.SubjectId is { } subject ? ConsentStanding.Of(await scope.ReadConsentsAsync(subject, ct)) : null;
                scope.Record(row, ProcessingAction.Use, "4.5");
                return new StandingConsents([.. standing?.Purposes ?? []], titles);
            },
            cancellation);
    }
}
