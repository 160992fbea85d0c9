using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>
/// The one zone in which terms are counted, Asia/Almaty, from NodaTime's own tz database: the host's database does not matter.
/// </summary>
public static class AlmatyZone
{
    /// <summary>The zone's rules as this build knows them.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Asia/Almaty"];

    /// <summary>The version of the tz database in use, for example <c>TZDB: 2025b (mapping: ...)</c>.</summary>
    public static string TzdbVersion => DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>
    /// Whether the database knows that the whole country went to UTC+5 on 1 March 2024 (tz database 2024a or later). An older one is
    /// an hour off, and every due date computed with it is suspect: the console says so at start instead of computing.
    /// </summary>
    public static bool IsCurrent => KnowsTheMoveOf2024(Zone);

    /// <summary>Whether <paramref name="zone"/> stands at UTC+6 in February 2024 and at UTC+5 in March.</summary>
    public static bool KnowsTheMoveOf2024(DateTimeZone zone) =>
        zone.GetUtcOffset(Instant.FromUtc(2024, 2, 29, 12, 0)) == Offset.FromHours(6)
        && zone.GetUtcOffset(Instant.FromUtc(2024, 3, 1, 12, 0)) == Offset.FromHours(5);

    /// <summary>The calendar day in Almaty at <paramref name="instant"/>.</summary>
    /// <exception cref="OverflowException">Within a day of the ends of what <see cref="Instant"/> can say.</exception>
    public static LocalDate DayOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The first instant of <paramref name="day"/> in Almaty.</summary>
    public static Instant StartOf(LocalDate day) => Zone.AtStartOfDay(day).ToInstant();

    /// <summary>The instant at which <paramref name="day"/> is over in Almaty: its 24:00, which no longer belongs to it.</summary>
    public static Instant EndOf(LocalDate day) => StartOf(day.PlusDays(1));
}
