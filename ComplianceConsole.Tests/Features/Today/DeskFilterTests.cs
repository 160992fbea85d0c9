using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Today;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Today;

public sealed class DeskFilterTests
{
    [Fact]
    public void Every_filter_comes_back_from_its_address()
    {
        foreach (var filter in Filters())
        {
            var address = new Uri(new Uri("http://localhost"), DeskAddress.Of(filter));
            var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);

            Assert.Equal(filter, DeskAddress.Read(Of("holder"), Of("kind"), Of("stage"), Of("state"), Of("day")));

            string? Of(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        }
    }

    [Fact]
    public void What_counts_as_soon_by_its_target_day_ends_where_the_clock_says()
    {
        var calendar = WorkingCalendar.Kazakhstan;
        Gen.Int[0, 4 * 365].Select(new LocalDate(2024, 1, 1).PlusDays).Sample(today =>
        {
            var soon = ClockReading.LastSoonDay(today, calendar);
            var far = Deadline.LatestDay;
            return ClockReading.StateOf(far, soon, today, calendar) == (soon == today ? ClockState.DueToday : ClockState.Soon)
                && ClockReading.StateOf(far, soon.PlusDays(1), today, calendar) == ClockState.Running;
        });
    }

    private static IEnumerable<DeskFilter> Filters()
    {
        yield return DeskFilter.All;
        yield return new DeskFilter { IsMine = true, Day = new LocalDate(2026, 3, 26) };
        yield return new DeskFilter { IsFree = true };
        yield return new DeskFilter { IsUnclocked = true };
        foreach (var kind in Enum.GetValues<DutyKind>())
        {
            yield return new DeskFilter { Kind = kind };
        }

        foreach (var stage in Enum.GetValues<RequestStage>())
        {
            yield return new DeskFilter { Stage = stage, State = ClockState.DueToday };
        }
    }
}
