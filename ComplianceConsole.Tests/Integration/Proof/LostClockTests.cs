using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Features.Today.Clock;
using ComplianceConsole.Notices;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Integration.StateMatrix;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// A clock that is wrong by more than a year, as after an empty battery: nothing is destroyed by itself, whatever jobs run, and the
/// responsible person still finds on the desk what is to be destroyed.
/// </summary>
public sealed class LostClockTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task Nothing_is_destroyed_by_itself_and_the_responsible_person_is_asked(int days)
    {
        await using var matrix = new MatrixDesk();
        await matrix.InitializeAsync();
        var (achieved, _) = await matrix.AddAsync();
        var (blocked, _) = await matrix.AddAsync();
        var (plain, _) = await matrix.AddAsync();
        await matrix.Desk.OweAsync(achieved);
        await matrix.Desk.OweAsync(blocked);
        Assert.True((await matrix.Get<BlockSubject>().HandleAsync(Actors.Staff, blocked, CancellationToken.None)).IsDone);

        matrix.Desk.Clock.Advance(Duration.FromDays(days));
        for (var turn = 0; turn < 2; turn++)
        {
            foreach (var job in matrix.Get<IEnumerable<IConsoleJob>>().Where(job => job is not OutboxJob))
            {
                await job.RunAsync(matrix.Desk.Clock.Now, CancellationToken.None);
            }

            await matrix.Get<Sweep>().RunAsync(CancellationToken.None);
        }

        // What was not destroyed in time may have been blocked meanwhile, which keeps it.
        Assert.All((SubjectId[])[achieved, blocked, plain], subject => Assert.True(matrix.Stores.State(subject) is SubjectState.Active or SubjectState.Blocked));
        Assert.Equal(0, TestStores.Sql(matrix.Stores.Files.Records, "SELECT COUNT(*) FROM Destructions"));
        Assert.Equal(0, TestStores.Sql(matrix.Stores.Files.Keyring, "SELECT COUNT(*) FROM Tombstones"));
        var desk = (await matrix.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 100, CancellationToken.None)).Value;
        Assert.All(
            (SubjectId[])[achieved, blocked],
            subject => Assert.Contains(desk.Lines, line => line.Subject == subject && (days < 0 || line.Duty.Reading.State == ClockState.Overdue)));
        Assert.True((await matrix.Stores.ReadAsync(Actors.Dpo, achieved)).IsDone);
        var found = await matrix.Stores.VerifyAsync();
        Assert.True(found.Holds, found.Line);
    }

    [Theory]
    [InlineData(400, ClockDoubt.Ahead)]
    [InlineData(-400, ClockDoubt.Behind)]
    public async Task A_clock_that_jumped_is_doubted_until_the_responsible_person_confirms_it(int days, ClockDoubt doubt)
    {
        await using var matrix = new MatrixDesk();
        await matrix.InitializeAsync();
        var watched = matrix.Get<LedgerClock>();
        Assert.Null(await watched.LookAsync(CancellationToken.None));
        var before = matrix.Desk.Clock.Now;
        var job = new CountedJob();
        matrix.Desk.Clock.Advance(Duration.FromDays(days));

        await TickAsync(matrix, job);

        var question = new ClockQuestion(doubt, matrix.Desk.Clock.Now, before);
        Assert.Equal(question, watched.Question);
        Assert.Equal(0, job.Runs);

        // Who has looked at things meanwhile has left entries of the wrong day; a restart asks all the same.
        Assert.True((await matrix.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 1, CancellationToken.None)).IsDone);
        using (var restarted = ActivatorUtilities.CreateInstance<LedgerClock>(matrix.Stores.Services))
        {
            Assert.Equal(question, await restarted.LookAsync(CancellationToken.None));
        }

        Assert.IsType<NotAllowed>((await matrix.Get<ConfirmClock>().HandleAsync(Actors.Administrator, CancellationToken.None)).Refusal);
        Assert.True((await matrix.Get<ConfirmClock>().HandleAsync(Actors.Dpo, CancellationToken.None)).IsDone);
        Assert.Null(await watched.LookAsync(CancellationToken.None));
        await TickAsync(matrix, job);
        Assert.Equal(1, job.Runs);
        using (var restarted = ActivatorUtilities.CreateInstance<LedgerClock>(matrix.Stores.Services))
        {
            Assert.Null(await restarted.LookAsync(CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_clock_that_is_put_right_needs_nobodys_word(int days)
    {
        await using var matrix = new MatrixDesk();
        await matrix.InitializeAsync();
        var watched = matrix.Get<LedgerClock>();
        matrix.Desk.Clock.Advance(Duration.FromDays(days));
        Assert.NotNull(await watched.LookAsync(CancellationToken.None));

        matrix.Desk.Clock.Advance(Duration.FromDays(-days));

        Assert.Null(await watched.LookAsync(CancellationToken.None));
        Assert.IsType<NothingToDo>((await matrix.Get<ConfirmClock>().HandleAsync(Actors.Dpo, CancellationToken.None)).Refusal);
    }

    private static Task TickAsync(MatrixDesk matrix, CountedJob job) => matrix.Get<JobRunner>().RunDueAsync(job, CancellationToken.None);

    private sealed class CountedJob : IConsoleJob
    {
        public int Runs { get; private set; }

        public string Name => "counted";

        public JobPlan Plan => JobPlan.Hourly;

        public Task<int> RunAsync(Instant slot, CancellationToken cancellation) => Task.FromResult(++Runs);
    }
}
