using ComplianceConsole.Domain;
using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>The organisation whose policy this is. One row, or none before the set-up.</summary>
public sealed class OrganisationRow
{
    public int Id { get; init; } = 1;
    public required LocalText Name { get; set; }
    public required string Bin { get; set; }
    public required LocalText Address { get; set; }
    public required string Email { get; set; }
    public string? Phone { get; set; }
    public string? Website { get; set; }

    /// <summary>Whether this is the demonstration's organisation, which every page then says.</summary>
    public bool IsDemo { get; init; }
    public Instant SetUpAt { get; init; }
}

/// <summary>An appointment of the responsible person. Policy 7.1.</summary>
public sealed class AppointmentRow
{
    public int Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The post as it stands in the order.</summary>
    public required string Post { get; init; }

    /// <summary>The same in the languages documents are written in; null where it was entered in one alone.</summary>
    public LocalText? Posts { get; set; }
    public required string OrderNumber { get; init; }
    public LocalDate OrderDate { get; init; }
    public required string Email { get; init; }
    public required string Phone { get; init; }
    public LocalDate From { get; init; }
    public LocalDate? Until { get; set; }

    /// <summary>The post in every language; as it stands in the order where nobody has named it in others.</summary>
    public LocalText PostInAll() => Posts ?? new LocalText(Post, Post, Post);
}

/// <summary>A legal ground. Policy 3.1.</summary>
public sealed class GroundRow
{
    public required string Code { get; init; }
    public required LocalText Title { get; set; }
    public int Order { get; init; }
}

/// <summary>A purpose of processing. Policy 3.2.</summary>
public sealed class PurposeRow
{
    /// <summary>The clause: <c>3.2.1</c> to <c>3.2.6</c>.</summary>
    public required string Code { get; init; }
    public required LocalText Title { get; set; }

    /// <summary>The ground it rests on.</summary>
    public required string Ground { get; set; }
    public int Order { get; init; }
}

/// <summary>A field of clause 5 with the purposes that need it; a field without one is excess. Policy 5, 6.1.</summary>
public sealed class FieldRow
{
    public required string Code { get; init; }

    /// <summary>Codes of purposes, comma separated.</summary>
    public required string Purposes { get; set; }

    /// <summary>How long it is kept, in words.</summary>
    public required LocalText Period { get; set; }
    public int Order { get; init; }
}

/// <summary>A posted version of the policy. Policy 10.2.</summary>
public sealed class PolicyVersionRow
{
    public required string Code { get; init; }

    /// <summary>In force from this moment on.</summary>
    public Instant PostedAt { get; init; }
    public required LocalText Text { get; init; }
}

/// <summary>The term of a duty as a policy version sets it; where a version has none, the catalogue's own applies. Policy 9.</summary>
public sealed class DutyTermRow
{
    public required string PolicyVersion { get; init; }

    /// <summary>The duty's code in the catalogue of duties.</summary>
    public required string Kind { get; init; }

    /// <summary>The policy's term as <c>15d</c>, <c>1wd</c>, <c>6m</c>.</summary>
    public required string Term { get; init; }

    /// <summary>Clauses, comma separated.</summary>
    public required string Clauses { get; init; }
}

/// <summary>A year of the working calendar in the format of the calendar's file.</summary>
public sealed class CalendarYearRow
{
    public int Year { get; init; }
    public bool Provisional { get; set; }

    /// <summary>Weekdays not worked, ISO dates, comma separated.</summary>
    public required string DaysOff { get; set; }

    /// <summary>Saturdays and Sundays worked, ISO dates, comma separated.</summary>
    public required string WorkingWeekends { get; set; }
}

/// <summary>One import of a file: how many rows, by whom; nothing of what they say.</summary>
public sealed class ImportRunRow
{
    public long Id { get; init; }
    public Instant At { get; init; }
    public required string ActorName { get; init; }
    public int Rows { get; init; }
    public int Accepted { get; init; }
    public int Warned { get; init; }
    public int Rejected { get; init; }
}
