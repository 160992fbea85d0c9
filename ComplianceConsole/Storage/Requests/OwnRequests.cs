using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Finds what a person asks about the own record. Policy 8.1.</summary>
public static class OwnRequests
{
    /// <summary>
    /// The oldest open request of the subject, or of who represents the subject, in which it is known who asks; null where none is open. While it
    /// is, a blocked record may be opened to answer it. Policy 2.1(7).
    /// </summary>
    public static Task<RequestRow?> OwnRequestAsync(this OperationScope scope, SubjectId subject, CancellationToken cancellation) =>
        scope.Db.Requests.AsNoTracking()
            .Where(row => row.SubjectId == subject.Number
                && (row.Applicant == ApplicantKind.Subject || row.Applicant == ApplicantKind.Representative)
                && row.Stage != RequestStage.Received && row.Stage != RequestStage.Closed && row.Stage != RequestStage.Refused)
            .OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellation);
}
