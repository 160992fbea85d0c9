using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Requests;

/// <summary>Who may read what a request says of people, and how much of it.</summary>
internal static class RequestPeople
{
    /// <summary>
    /// Numbers of the subjects whose requests stay closed to the actor: a blocked record is the responsible person's alone, and so is who
    /// asked about it. Policy 2.1(7).
    /// </summary>
    public static async Task<HashSet<long>> ClosedSubjectsAsync(
        OperationScope scope, IEnumerable<RequestRow> rows, CancellationToken cancellation)
    {
        if (Rights.ClearanceOf(scope.Actor.Roles) == Clearance.Full)
        {
            return [];
        }

        var subjects = rows.Select(row => row.SubjectId).OfType<long>().Distinct().ToArray();
        var closed = await scope.Db.Subjects
            .Where(subject => subjects.Contains(subject.Id) && subject.State != SubjectState.Active)
            .Select(subject => subject.Id)
            .ToListAsync(cancellation);
        return [.. closed];
    }

    /// <summary>What a request says of people, as the actor may see it; null where the actor may not, or where it went with destroyed data.</summary>
    public static RequestDetails? Of(OperationScope scope, RequestRow row, HashSet<long> closedSubjects)
    {
        if (!scope.Actor.May(Right.ReadRequests) || (row.SubjectId is { } subject && closedSubjects.Contains(subject))
            || !scope.HasKey(KeyHolder.Request, row.Id))
        {
            return null;
        }

        var details = scope.OpenRequest(row.Id).OpenDetails(row);
        var clearance = Rights.ClearanceOf(scope.Actor.Roles);
        return clearance == Clearance.Full || details.ReplyTo.Length == 0
            ? details
            : details with { ReplyTo = ProfileMasking.Mask(clearance, FieldCode.Email, details.ReplyTo) };
    }
}
