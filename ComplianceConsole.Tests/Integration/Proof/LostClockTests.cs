using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Notices;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Integration.StateMatrix;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
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
}
