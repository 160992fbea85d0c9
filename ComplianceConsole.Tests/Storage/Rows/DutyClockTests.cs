using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Rows;

public sealed class DutyClockTests
{
    private static readonly Instant s_trigger = Instant.FromUtc(2026, 3, 6, 5, 0);

    [Fact]
    public void Every_duty_comes_back_from_its_row_with_the_same_dates()
    {
        foreach (var rule in DutyCatalogue.OfThePolicy.Rules)
        {
            var duty = rule.Trigger == DutyTrigger.DestructionMissed
                ? Duty.StartFromMissedDay(rule, new LocalDate(2026, 3, 6), WorkingCalendar.Kazakhstan)
                : Duty.Start(rule, s_trigger, WorkingCalendar.Kazakhstan);

            var row = duty.ToRow(requestId: 1, subjectId: null);
            var again = row.ToDuty(WorkingCalendar.Kazakhstan);

            Assert.Equal(rule.Kind, again.Kind);
            Assert.Equal(duty.Leading.DueDay, again.Leading.DueDay);
            Assert.Equal(duty.Leading.TargetDay, again.Leading.TargetDay);
            Assert.Equal(duty.Leading.DueBefore, again.Leading.DueBefore);
            Assert.Equal(duty.LawLeads, again.LawLeads);
            Assert.NotEmpty(row.Clause);
        }
    }

    [Fact]
    public void A_changed_policy_does_not_move_a_clock_that_runs()
    {
        var longer = DutyCatalogue.OfThePolicy.WithPolicyTerm(DutyKind.Disclose, Term.Days(30));

        var row = Duty.Start(longer[DutyKind.Disclose], s_trigger, WorkingCalendar.Kazakhstan).ToRow(1, null);

        Assert.Equal("30d", row.Term);
        Assert.Equal(Term.Days(30), row.ToDuty(WorkingCalendar.Kazakhstan).Leading.Term);
    }
}
