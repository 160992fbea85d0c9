using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Today;

/// <summary>The requests behind the duties of the desk: their numbers and what carries them on.</summary>
internal static class DeskRequests
{
    /// <summary>By the number of the request's key.</summary>
    public static async Task<Dictionary<long, (RequestNumber Number, RequestStep? Next)>> RequestsOfAsync(
        this OperationScope scope, IEnumerable<DutyRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.RequestId).OfType<long>().Distinct().ToArray();
        var found = await scope.Db.Requests.AsNoTracking()
            .Where(request => ids.Contains(request.Id))
            .Include(request => request.Matters)
            .Include(request => request.Duties)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var courses = await scope.CoursesAsync(found, cancellation);
        return found.ToDictionary(
            request => request.Id,
            request => (request.NumberOf(), RequestFlow.NextStep(courses[request.Id])?.Step));
    }
}
