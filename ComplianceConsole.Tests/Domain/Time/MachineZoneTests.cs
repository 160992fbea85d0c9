using ComplianceConsole.Domain.Time;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Time;

/// <summary>Changes the zone of the whole process, so that nothing else may run beside it.</summary>
[CollectionDefinition(nameof(MachineZoneTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(MachineZoneTests))]
public sealed class MachineZoneTests
{
    [Theory]
    [InlineData("Pacific/Kiritimati", 14)]
    [InlineData("Pacific/Pago_Pago", -11)]
    public void The_machines_zone_changes_nothing(string zone, int hours)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(TimeSpan.FromHours(hours), TimeZoneInfo.Local.BaseUtcOffset);

            foreach (var vector in ClockVector.All)
            {
                var deadline = Deadline.Compute(vector.Instant, vector.Term, WorkingCalendar.Kazakhstan);
                Assert.Equal(vector.DueBefore, InstantPattern.ExtendedIso.Format(deadline.DueBefore));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void The_tz_database_is_recent_enough()
    {
        Assert.True(AlmatyZone.IsCurrent, AlmatyZone.TzdbVersion);
        Assert.False(AlmatyZone.KnowsTheMoveOf2024(DateTimeZone.ForOffset(Offset.FromHours(6))));
        Assert.False(AlmatyZone.KnowsTheMoveOf2024(DateTimeZone.ForOffset(Offset.FromHours(5))));
    }
}
