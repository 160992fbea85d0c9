using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Features.Registers.Calendar;

/// <summary>A date that a change of the calendar moves, without anybody's name.</summary>
/// <param name="Duty">The number of the duty.</param>
/// <param name="Kind">What is owed.</param>
/// <param name="Clause">Under which clause.</param>
/// <param name="Request">The request it answers.</param>
/// <param name="Subject">The subject it concerns.</param>
/// <param name="OldDue">The due day as it is.</param>
/// <param name="NewDue">The due day as it would be.</param>
/// <param name="OldTarget">The target day as it is.</param>
/// <param name="NewTarget">The target day as it would be.</param>
public sealed record CalendarMove(
    long Duty,
    DutyKind Kind,
    string Clause,
    RequestNumber? Request,
    SubjectId? Subject,
    LocalDate OldDue,
    LocalDate NewDue,
    LocalDate OldTarget,
    LocalDate NewTarget)
{
    /// <summary>The incident it reports; null for every other duty.</summary>
    public IncidentNumber? Incident { get; init; }

    /// <summary>What it is known by: the number of its request, its incident or its subject.</summary>
    public string? Name => Request?.ToString() ?? Incident?.ToString() ?? Subject?.ToString();
}

/// <summary>What a change of the calendar would do.</summary>
/// <param name="Mark">Of exactly this change and these dates; saving with it saves nothing else.</param>
/// <param name="Years">The years that change.</param>
/// <param name="Owed">How many duties are owed in all.</param>
/// <param name="Moves">The dates that move, by their new due day.</param>
public sealed record CalendarReview(string Mark, IReadOnlyList<int> Years, int Owed, IReadOnlyList<CalendarMove> Moves);

/// <summary>Marks of calendars and reviews, by which two people who edit at once learn of one another.</summary>
public static class CalendarMarks
{
    /// <summary>The mark of a calendar as it is kept.</summary>
    public static string Of(WorkingCalendar calendar) => Hash(WorkingCalendarJson.Write(calendar));

    internal static string Of(string before, IEnumerable<CalendarYear> years, IEnumerable<CalendarMove> moves) =>
        Hash(string.Join('\n', [before, .. years.Select(Written), .. moves.Select(move => move.ToString())]));

    private static string Written(CalendarYear year) =>
        $"{year.Year} {year.IsProvisional} {string.Join(',', year.DaysOff)} {string.Join(',', year.WorkingWeekends)}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
