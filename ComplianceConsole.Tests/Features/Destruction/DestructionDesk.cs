using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>What tests of destruction ask of the desk of requests.</summary>
internal static class DestructionDesk
{
    public static Task<SubjectId> AddAsync(this RequestDesk desk) => desk.Stores.AddGulnaraAsync();

    public static DestroyCommand Command(SubjectId subject, string clause = "9.7") =>
        new(subject, clause, subject.ToString()) { IsGateChecked = true, Language = "ru" };

    public static Task<Result<DestructionMade>> DestroyAsync(this RequestDesk desk, DestroyCommand command, Actor? actor = null) =>
        desk.Get<DestroySubject>().HandleAsync(actor ?? Actors.Dpo, command, CancellationToken.None);

    /// <summary>Sets the clock of a duty to destroy going.</summary>
    public static async Task<long> OweAsync(this RequestDesk desk, SubjectId subject, DutyKind kind = DutyKind.DestroyAfterPurpose, Instant? at = null)
    {
        DutyRow? row = null;
        var owed = await desk.Stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.owe",
            async (scope, cancellation) =>
            {
                row = await scope.StartDutyAsync(kind, at ?? scope.Now, cancellation, subjectId: subject.Number);
                scope.Record(ProcessingAction.Administration, "9.7");
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(owed.IsDone);
        return row!.Id;
    }

    /// <summary>A request for destruction whose evidence is accepted.</summary>
    public static async Task<RequestNumber> GrantedAsync(this RequestDesk desk, SubjectId subject)
    {
        var number = await desk.ConfirmedAsync(RequestKind.Destruction, subject);
        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        Assert.True((await desk.GrantAsync(number, RequestKind.Destruction)).IsDone);
        return number;
    }

    public static async Task<T> ReadAsync<T>(this RequestDesk desk, Func<RecordsContext, Task<T>> read)
    {
        await using var db = await desk.Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await read(db);
    }

    public static Task<DutyRow> DutyAsync(this RequestDesk desk, DutyKind kind)
    {
        var code = kind.Code();
        return desk.ReadAsync(db => db.Duties.AsNoTracking().SingleAsync(duty => duty.Kind == code));
    }

    /// <summary>A copy whose text names the person, as texts were written before they were compared.</summary>
    public static async Task NoteNamingAsync(this RequestDesk desk, SubjectId subject, string what = "Дело Қожахметовой")
    {
        var noted = await desk.Stores.Operation.ChangeAsync<Done>(
            Actors.Staff,
            Right.KeepCopies,
            "test.note",
            scope =>
            {
                scope.Db.TangibleCopies.Add(
                    new TangibleCopyRow
                    {
                        SubjectId = subject.Number,
                        Number = 1,
                        Kind = CopyKind.PaperFile,
                        Details = scope.SealCopy(subject.Number, 1, new CopyDetails(what, "Archive", "Registry")),
                        NotedAt = scope.Now,
                        NotedById = scope.Actor.Id,
                        NotedByName = scope.Actor.Name,
                    });
                scope.Record(ProcessingAction.Administration, "6.3", subject);
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(noted.IsDone);
    }
}
