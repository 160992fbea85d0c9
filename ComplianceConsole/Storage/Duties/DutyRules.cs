using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;

namespace ComplianceConsole.Storage.Duties;

/// <summary>What clocks are counted by: the working calendar and the terms of every version of the policy.</summary>
/// <param name="Calendar">The working calendar, as the administrator keeps it.</param>
/// <param name="Book">The terms by versions of the policy.</param>
public sealed record DutyRules(WorkingCalendar Calendar, DutyBook Book);
