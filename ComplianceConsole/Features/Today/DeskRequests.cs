using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Today;

/// <summary>A request behind what stands on the desk.</summary>
/// <param name="Row">The request with its matters and duties.</param>
/// <param name="Course">Where it stands.</param>
/// <param name="Letter">The letter of it that lies in the outbox.</param>
internal sealed record DeskRequest(RequestRow Row, RequestCourse Course, WaitingLetter? Letter)
{
    /// <summary>What carries it on; where a duty of it is meant, what carries on the thing that duty belongs to.</summary>
    public OpenStep? NextOf(RequestKind? asked) =>
        asked is { } matter && Course.Matter(matter) is not null ? RequestFlow.NextStep(Course, matter) : RequestFlow.NextStep(Course);
}

/// <summary>Reads the requests behind what stands on the desk.</summary>
internal static class DeskRequests
{
    /// <summary>By the number of the request's key.</summary>
    public static async Task<Dictionary<long, DeskRequest>> DeskRequestsAsync(
        this OperationScope scope, IQueryable<RequestRow> requests, bool hasMailServer, CancellationToken cancellation)
    {
        var found = await requests
            .AsNoTracking()
            .Include(request => request.Matters)
            .Include(request => request.Duties)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var courses = await scope.CoursesAsync(found, cancellation);
        var ids = found.Select(request => request.Id).ToArray();
        var letters = (await scope.Db.Notices.AsNoTracking()
            .Where(notice => notice.RequestId != null && notice.RecipientId == null && ids.Contains(notice.RequestId.Value) && notice.State == NoticeState.Queued)
            .Select(notice => new { Request = notice.RequestId!.Value, notice.Id, notice.Channel })
            .ToListAsync(cancellation)).ToLookup(notice => notice.Request);
        return found.ToDictionary(
            request => request.Id,
            request => new DeskRequest(
                request,
                courses[request.Id],
                letters[request.Id]
                    .OrderBy(letter => letter.Id)
                    .Select(letter => new WaitingLetter(letter.Id, !hasMailServer || letter.Channel != Channel.Email))
                    .FirstOrDefault()));
    }
}
