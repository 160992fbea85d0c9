using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>On what a subject's data can be destroyed.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="DutyId">The duty that demands it; null where a granted request alone does.</param>
/// <param name="RequestId">The number of the key of the request whose destruction this is.</param>
/// <param name="Request">Its number.</param>
public sealed record DestructionGround(string Clause, long? DutyId, long? RequestId = null, RequestNumber? Request = null);

/// <summary>What speaks for and against destroying a subject's data now. Policy 9.4, 9.7, 9.8.</summary>
internal sealed class DestructionCase
{
    private static readonly string[] s_kinds =
        [DutyKind.DestroyOnEvidence.Code(), DutyKind.DestroyAfterPurpose.Code(), DutyKind.DestroyBlocked.Code()];

    private readonly List<(RequestRow Row, RequestCourse Course, LocalDate? EndedAuthority)> _requests = [];

    private DestructionCase()
    {
    }

    /// <summary>What it can be destroyed on, the earliest due first.</summary>
    public IReadOnlyList<DestructionGround> Grounds { get; private set; } = [];

    /// <summary>The duties to destroy that are owed.</summary>
    public IReadOnlyList<DutyRow> Duties { get; private set; } = [];

    /// <summary>How many reasons stand for which the data must be kept for now. Law 8(2).</summary>
    public int Holds { get; private set; }

    /// <summary>The codes of the duties that destroying fulfils.</summary>
    public static IReadOnlyList<string> Kinds => s_kinds;

    /// <summary>The codes of the fields that hold a value, in the policy's order.</summary>
    public static IEnumerable<string> FieldsOf(Profile profile) => FieldCode.All.Where(code => !string.IsNullOrEmpty(profile[code]));

    /// <summary>The subject's row, while something is held and not being destroyed already.</summary>
    public static Result<SubjectRow> Find(OperationScope scope, SubjectId subject) =>
        scope.Find(subject) is not { } row ? new NotFound("Subject")
        : BlockRules.IsGone(row.State) ? new RecordDestroyed(subject) { IsDepersonalised = row.State == SubjectState.Depersonalised }
        : row.State == SubjectState.ReleasedForDestruction ? new DestructionUnderWay(subject)
        : row;

    /// <summary>The copies outside the console whose text names the person, by number: it would outlive the data. Policy 6.3.</summary>
    public IReadOnlyList<int> NamingCopies { get; private set; } = [];

    /// <summary>Reads it for one subject.</summary>
    public static async Task<DestructionCase> ReadAsync(OperationScope scope, SubjectRow row, CancellationToken cancellation) =>
        (await ReadAsync(scope, [row], cancellation))[row.Id];

    /// <summary>Reads it for several subjects at once.</summary>
    /// <returns>Each by the number of its subject.</returns>
    public static async Task<IReadOnlyDictionary<long, DestructionCase>> ReadAsync(
        OperationScope scope, IReadOnlyCollection<SubjectRow> rows, CancellationToken cancellation)
    {
        var cases = rows.DistinctBy(row => row.Id).ToDictionary(row => row.Id, _ => new DestructionCase());
        long[] ids = [.. cases.Keys];
        var duties = await scope.Db.Duties.AsNoTracking()
            .Where(duty => duty.SubjectId != null && ids.Contains(duty.SubjectId.Value) && duty.EndedAt == null && s_kinds.Contains(duty.Kind))
            .OrderBy(duty => duty.DueDay)
            .ThenBy(duty => duty.Id)
            .ToListAsync(cancellation);
        var holds = await scope.Db.LegalHolds
            .Where(hold => ids.Contains(hold.SubjectId) && hold.LiftedAt == null)
            .GroupBy(hold => hold.SubjectId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var requests = await scope.Db.Requests.AsNoTracking()
            .Where(request => request.SubjectId != null && ids.Contains(request.SubjectId.Value)
                && request.Stage != RequestStage.Closed && request.Stage != RequestStage.Refused)
            .Include(request => request.Matters)
            .Include(request => request.Duties)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var courses = await scope.CoursesAsync(requests, cancellation);
        var naming = await scope.NamingCopiesAsync(rows, cancellation);
        var dutiesOf = duties.ToLookup(duty => duty.SubjectId!.Value);
        var requestsOf = requests.ToLookup(request => request.SubjectId!.Value);
        foreach (var (id, one) in cases)
        {
            one.Duties = [.. dutiesOf[id]];
            one.Holds = holds.GetValueOrDefault(id);
            one.NamingCopies = naming.GetValueOrDefault(id) ?? [];
            one._requests.AddRange(requestsOf[id].Select(request => (request, courses[request.Id], scope.EndedAuthority(request))));
            one.Grounds = [.. one.GrantedRequests(), .. one.OwedDuties()];
        }

        return cases;
    }

    /// <summary>The ground that was chosen; null where it does not stand, or not any more.</summary>
    public DestructionGround? GroundOf(string clause, RequestNumber? request, long? duty) =>
        Grounds.FirstOrDefault(ground =>
            string.Equals(ground.Clause, clause, StringComparison.Ordinal)
            && ground.Request == request
            && (duty is null || ground.DutyId == duty));

    /// <summary>The duty of 9.8 where the ground is the missed one it follows, or the missed one where it is that of 9.8; null where there are not both.</summary>
    public DutyRow? FurtherDuty(DestructionGround ground) =>
        Duties.FirstOrDefault(duty => duty.Id == ground.DutyId) is { } own && Duties.Any(IsOfBlocked)
            ? Duties.FirstOrDefault(duty => duty.Id != own.Id && IsOfBlocked(duty) != IsOfBlocked(own))
            : null;

    private static bool IsOfBlocked(DutyRow duty) => string.Equals(duty.Kind, DutyKind.DestroyBlocked.Code(), StringComparison.Ordinal);

    /// <summary>
    /// The requests that have to be dealt with before: their answer needs the data, or they ask that it be kept. Of the own, what else it asks, and the
    /// answer to that while it waits to go out: the destruction would take it back.
    /// </summary>
    public IReadOnlyList<RequestNumber> Forbidding(RequestNumber? own) =>
        [
            .. _requests
                .Where(one => one.Row.NumberOf() != own
                    || one.Course.Matters.Any(matter => matter.Kind != RequestKind.Destruction && (!matter.IsSettled || matter is { IsNoticeWaiting: true, IsNotified: false })))
                .Select(one => one.Row.NumberOf())
                .OrderBy(number => number.Year)
                .ThenBy(number => number.Serial),
        ];

    /// <summary>The last day of the authority on which the request was made, where it has ended. Policy 4.1.1.</summary>
    public LocalDate? EndedAuthority(RequestNumber? own) => _requests.Find(one => one.Row.NumberOf() == own).EndedAuthority;

    /// <summary>The language of the request that came last; null where none is open.</summary>
    public string? Language => _requests.Select(one => one.Row).MaxBy(row => row.ReceivedAt)?.Language;

    private IEnumerable<DestructionGround> GrantedRequests() =>
        from one in _requests
        where IsGranted(one.Course)
        let duty = Duties.FirstOrDefault(duty => duty.RequestId == one.Row.Id)
        select new DestructionGround(RequestSteps.ClauseOf(RequestKind.Destruction), duty?.Id, one.Row.Id, one.Row.NumberOf());

    // What evidence asks for is destroyed once the evidence was found to show it, through its request; what follows a missed one of these too.
    private IEnumerable<DestructionGround> OwedDuties() =>
        from duty in Duties
        where !_requests.Exists(one => one.Row.Id == duty.RequestId && one.Course.Matter(RequestKind.Destruction) is not null)
        select new DestructionGround(duty.Clause, duty.Id);

    private static bool IsGranted(RequestCourse course) => RequestFlow.IsOpen(course, RequestStep.CarryOut, RequestKind.Destruction);
}
