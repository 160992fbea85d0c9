using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Requests;

/// <summary>
/// Says whether somebody is held under a number and how the record stands, before a request is bound to it. Nothing sealed is opened:
/// until it is confirmed who asks, a number that is typed shows nobody's name. Policy 8.3.
/// </summary>
public sealed class CheckSubject(Operation operation)
{
    /// <summary>Looks the number up, which is recorded.</summary>
    /// <returns>How the record stands; <see cref="NotFound"/> where nobody was ever held under the number.</returns>
    public Task<Result<SubjectState>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ReadAsync<SubjectState>(
            actor,
            Right.RegisterRequest,
            "request.check-subject",
            (scope, _) =>
            {
                if (scope.Find(subject) is not { } row)
                {
                    return Task.FromResult<Result<SubjectState>>(new NotFound("Subject"));
                }

                scope.Record(ProcessingAction.Use, "8.3", subject);
                return Task.FromResult<Result<SubjectState>>(row.State);
            },
            cancellation);
}
