using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>
/// When a job of the console is to run. Each planned moment is a slot, the same on every machine, so that a run can be claimed by it.
/// </summary>
public sealed class JobPlan
{
    private readonly LocalTime? _time;
    private readonly bool _isOnWorkingDays;

    private JobPlan(LocalTime? time, bool isOnWorkingDays, Duration madeUpFor) =>
        (_time, _isOnWorkingDays, MadeUpFor) = (time, isOnWorkingDays, madeUpFor);

    /// <summary>At the beginning of every hour; a missed run is made up whenever the console starts again, since one run does the work of all.</summary>
    public static JobPlan Hourly { get; } = new(time: null, isOnWorkingDays: false, Duration.MaxValue);

    /// <summary>For how long after its slot a missed run is still of use.</summary>
    public Duration MadeUpFor { get; }

    /// <summary>The minute of the hour at which it can be time.</summary>
    public int Minute => _time?.Minute ?? 0;

    /// <summary>Every day at a time in Almaty; a missed run is made up whenever the console starts again.</summary>
    public static JobPlan Daily(LocalTime time) => new(time, isOnWorkingDays: false, Duration.MaxValue);

    /// <summary>Every working day at a time in Almaty; a missed run is made up on the same day, later it would tell of yesterday.</summary>
    public static JobPlan WorkingDays(LocalTime time) =>
        new(time, isOnWorkingDays: true, Duration.FromHours(24) - Duration.FromTicks(time.TickOfDay));

    /// <summary>The last slot at or before <paramref name="now"/>.</summary>
    public Instant Last(Instant now, WorkingCalendar calendar)
    {
        if (_time is not { } time)
        {
            return Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / NodaConstants.SecondsPerHour * NodaConstants.SecondsPerHour);
        }

        var day = AlmatyZone.DayOf(now);
        while (!IsPlanned(day, calendar) || At(day, time) > now)
        {
            day = day.PlusDays(-1);
        }

        return At(day, time);
    }

    /// <summary>The first slot after <paramref name="now"/>.</summary>
    public Instant Next(Instant now, WorkingCalendar calendar)
    {
        if (_time is not { } time)
        {
            return Last(now, calendar) + Duration.FromHours(1);
        }

        var day = AlmatyZone.DayOf(now);
        while (!IsPlanned(day, calendar) || At(day, time) <= now)
        {
            day = day.PlusDays(1);
        }

        return At(day, time);
    }

    private static Instant At(LocalDate day, LocalTime time) => day.At(time).InZoneLeniently(AlmatyZone.Zone).ToInstant();

    private bool IsPlanned(LocalDate day, WorkingCalendar calendar) => !_isOnWorkingDays || calendar.IsWorked(day);
}
