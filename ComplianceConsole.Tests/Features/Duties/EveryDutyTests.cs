using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Duties;

/// <summary>
/// Every duty of the policy and the law from trigger to end, on time and late, by every role that may and every role that may not, through
/// the use cases on a real database.
/// </summary>
public sealed class EveryDutyTests
{
    /// <summary>Each kind, ended by each who may, in the last second of its due day and in the first after it.</summary>
    public static TheoryData<DutyKind, string, bool> Ends
    {
        get
        {
            var data = new TheoryData<DutyKind, string, bool>();
            foreach (var one in DutyCases.All)
            {
                foreach (var actor in DutyCase.Allowed(one.EndRight))
                {
                    data.Add(one.Kind, actor.Id, true);
                    data.Add(one.Kind, actor.Id, false);
                }
            }

            return data;
        }
    }

    /// <summary>Each kind, set going by each who may.</summary>
    public static TheoryData<DutyKind, string> Starts =>
        [.. DutyCases.All.SelectMany(one => DutyCase.Allowed(one.StartRight).Select(actor => (one.Kind, actor.Id)))];

    [Fact]
    public void Every_kind_of_duty_has_its_case() =>
        Assert.Equal(Enum.GetValues<DutyKind>(), DutyCases.All.Select(one => one.Kind).Order());

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task It_ends_by_who_may_and_the_instant_of_the_act_says_whether_in_time(DutyKind kind, string by, bool inTime)
    {
        var one = Of(kind);
        await using var desk = await RequestDesk.OpenAsync();
        var owed = await StartAsync(desk, one);
        await one.GoOn(desk, owed);
        var duty = await desk.DutyAsync(kind);
        Assert.Null(duty.EndedAt);
        desk.Clock.Now = inTime ? duty.DueBefore - Duration.FromSeconds(1) : duty.DueBefore;

        Assert.Null(await one.End(desk, owed, Find(by)));

        var ended = await desk.DutyAsync(kind);
        Assert.Equal(desk.Clock.Now, ended.EndedAt);
        var reading = ended.Read(WorkingCalendar.Kazakhstan, desk.Clock.Now + Duration.FromDays(30)).Reading;
        Assert.Equal((ClockState.Done, !inTime), (reading.State, reading.IsLate));
        Assert.DoesNotContain((await TodayAsync(desk)).Lines, line => line.Duty.Duty.Kind == kind);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task It_runs_from_its_trigger_once_somebody_who_may_sets_it_going(DutyKind kind, string by)
    {
        var one = Of(kind);
        await using var desk = await RequestDesk.OpenAsync();
        var prepared = await one.Prepare(desk);
        desk.Clock.Advance(Duration.FromMinutes(7));
        foreach (var denied in DutyCase.Denied(one.StartRight))
        {
            Assert.IsType<NotAllowed>((await one.Start(desk, prepared, denied)).Refusal);
        }

        Assert.Equal(0, await desk.ReadAsync(db => db.Duties.CountAsync(row => row.Kind == kind.Code())));

        Assert.Null((await one.Start(desk, prepared, Find(by))).Refusal);

        var row = await desk.DutyAsync(kind);
        var counted = kind == DutyKind.DestroyBlocked
            ? Duty.StartFromMissedDay(DutyCatalogue.OfThePolicy[kind], (await desk.DutyAsync(DutyKind.DestroyAfterPurpose)).DueDay, WorkingCalendar.Kazakhstan)
            : Duty.Start(DutyCatalogue.OfThePolicy[kind], desk.Clock.Now, WorkingCalendar.Kazakhstan);
        Assert.Equal((counted.Leading.DueDay, counted.Leading.TargetDay, counted.Leading.DueBefore), (row.DueDay, row.TargetDay, row.DueBefore));
        Assert.Contains((await TodayAsync(desk)).Lines, line => line.Duty.Duty.Kind == kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nobody_else_ends_it(DutyKind kind)
    {
        var one = Of(kind);
        await using var desk = await RequestDesk.OpenAsync();
        var owed = await StartAsync(desk, one);
        await one.GoOn(desk, owed);

        foreach (var denied in DutyCase.Denied(one.EndRight))
        {
            Assert.IsType<NotAllowed>(await one.End(desk, owed, denied));
            Assert.Null((await desk.DutyAsync(kind)).EndedAt);
        }
    }

    /// <summary>Each kind.</summary>
    public static TheoryData<DutyKind> Kinds => [.. DutyCases.All.Select(one => one.Kind)];

    private static DutyCase Of(DutyKind kind) => DutyCases.All.Single(one => one.Kind == kind);

    private static Actor Find(string id) => Actors.All.Append(Actor.Job("duties")).Single(actor => string.Equals(actor.Id, id, StringComparison.Ordinal));

    private static async Task<Owed> StartAsync(RequestDesk desk, DutyCase one)
    {
        var (owed, refusal) = await one.Start(desk, await one.Prepare(desk), DutyCase.Allowed(one.StartRight).First());
        Assert.Null(refusal);
        return owed;
    }

    private static async Task<TodayView> TodayAsync(RequestDesk desk) =>
        (await desk.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 50, CancellationToken.None)).Value;
}
