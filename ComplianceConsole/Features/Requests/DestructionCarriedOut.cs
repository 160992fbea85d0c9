using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Requests;

/// <summary>
/// When the data was destroyed, the request that asked for it is carried out, and the applicant is written to: the request's own key still names
/// whoever asked. The duty ends when the letter goes out. Policy 9.4.
/// </summary>
public sealed class DestructionCarriedOut : ISubjectDestroyed
{
    public async Task DestroyedAsync(OperationScope scope, DestructionRow destruction, CancellationToken cancellation)
    {
        if (destruction is not { RequestId: { } id, DestroyedAt: { } at }
            || await scope.FindRequestAsync(id, cancellation) is not { } row
            || !RequestFlow.IsOpen(await scope.CourseAsync(row, cancellation), RequestStep.CarryOut, RequestKind.Destruction))
        {
            return;
        }

        await scope.CarryOutAsync(row, RequestKind.Destruction, at, note: null, cancellation);
        scope.Record(
            row,
            ProcessingAction.Use,
            RequestSteps.ClauseOf(RequestKind.Destruction),
            new { number = row.NumberOf().ToString(), step = nameof(RequestStep.CarryOut), matter = nameof(RequestKind.Destruction) });
        var matter = row.Matter(RequestKind.Destruction);
        var details = scope.OpenRequest(row.Id).OpenDetails(row);
        if (ApplicantLetters.MayTell(row, details))
        {
            var channel = ApplicantLetters.ChannelFor(details.ReplyTo);
            foreach (var letter in ApplicantLetters.Closing(row, details, [ToldMatter.Of(scope, matter)], channel))
            {
                scope.QueueNotice(letter);
            }
        }
    }
}
