using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>What a letter tells of one of the things a request asks.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Ground">Why it was refused; null where it was not.</param>
/// <param name="Reason">What the applicant is told; null where nothing was written.</param>
/// <param name="DoneAt">When it was carried out or decided; null where neither is yet.</param>
public sealed record ToldMatter(RequestKind Kind, MatterDecision Decision, RefusalGround? Ground, MatterReason? Reason, Instant? DoneAt)
{
    /// <summary>What the letter says besides, under the names of <see cref="Domain.Notices.NoticeValues"/>: what a withdrawal ended.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What stands in the request.</summary>
    public static ToldMatter Of(OperationScope scope, RequestMatterRow matter) =>
        new(
            matter.Kind,
            matter.Decision,
            matter.Ground,
            scope.OpenRequest(matter.RequestId).OpenReason(matter),
            matter.CarriedOutAt ?? matter.DecidedAt);

    /// <summary>What stands in the request; of a withdrawal that was carried out also for which purposes, what stays, and by when data goes. Policy 4.5.</summary>
    /// <param name="scope">The use case; what it has not saved yet is not seen.</param>
    /// <param name="request">The request.</param>
    /// <param name="matters">Which of the things asked.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<ToldMatter>> OfAsync(
        OperationScope scope, RequestRow request, IEnumerable<RequestMatterRow> matters, CancellationToken cancellation)
    {
        var told = new List<ToldMatter>();
        foreach (var matter in matters)
        {
            var one = Of(scope, matter);
            told.Add(
                matter is { Kind: RequestKind.Withdrawal, CarriedOutAt: not null } && request.SubjectId is { } subject
                    ? one with { Values = await scope.DescribeWithdrawalAsync(request.Id, new SubjectId(subject), cancellation) }
                    : one);
        }

        return told;
    }

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => $"{nameof(ToldMatter)} {Kind}";
}
