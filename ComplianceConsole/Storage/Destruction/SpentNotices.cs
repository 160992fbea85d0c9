using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Letters that wait no more and spoke of a person: their keys went when they were sent, but whoever kept older files of the keyring and of the
/// records could still open them, until the tree is renewed where the keys stood.
/// </summary>
internal static class SpentNotices
{
    /// <summary>Numbers of the letters about some subjects, or in answer to requests about them, that wait no more.</summary>
    public static IQueryable<long> About(RecordsContext db, IQueryable<SubjectRow> subjects)
    {
        var spent = db.Notices.Where(notice => notice.Content == null);
        var told = spent.Where(notice => subjects.Any(subject => subject.Id == notice.SubjectId)).Select(notice => notice.Id);
        var answers = db.Requests
            .Where(request => subjects.Any(subject => subject.Id == request.SubjectId))
            .Join(spent, request => request.Id, notice => notice.RequestId, (_, notice) => notice.Id);
        return told.Union(answers).OrderBy(id => id);
    }
}
