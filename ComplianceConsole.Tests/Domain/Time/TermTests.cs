using ComplianceConsole.Domain.Time;
using CsCheck;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Time;

public sealed class TermTests
{
    [Theory]
    [InlineData("15d", 15, TermUnit.CalendarDays)]
    [InlineData("1wd", 1, TermUnit.WorkingDays)]
    [InlineData("6m", 6, TermUnit.Months)]
    [InlineData(" 015D ", 15, TermUnit.CalendarDays)]
    [InlineData("3WD", 3, TermUnit.WorkingDays)]
    public void The_short_form_is_read(string text, int count, TermUnit unit)
    {
        Assert.True(Term.TryParse(text, out var term, out _));
        Assert.Equal((count, unit), (term.Count, term.Unit));
    }

    [Theory]
    [InlineData(null, TermProblem.NotATerm)]
    [InlineData("", TermProblem.NotATerm)]
    [InlineData("d", TermProblem.NotATerm)]
    [InlineData("15", TermProblem.NotATerm)]
    [InlineData("15 d", TermProblem.NotATerm)]
    [InlineData("15w", TermProblem.NotATerm)]
    [InlineData("1mm", TermProblem.NotATerm)]
    [InlineData("1.5d", TermProblem.NotATerm)]
    [InlineData("+1d", TermProblem.NotATerm)]
    [InlineData("--1d", TermProblem.NotATerm)]
    [InlineData("١d", TermProblem.NotATerm)]
    [InlineData("0d", TermProblem.NotPositive)]
    [InlineData("-3wd", TermProblem.NotPositive)]
    [InlineData("-99999999999999999999m", TermProblem.NotPositive)]
    [InlineData("36526d", TermProblem.TooLong)]
    [InlineData("1201m", TermProblem.TooLong)]
    [InlineData("4294967297d", TermProblem.TooLong)]
    [InlineData("99999999999999999999d", TermProblem.TooLong)]
    public void Anything_else_is_refused_with_its_reason(string? text, TermProblem expected)
    {
        Assert.False(Term.TryParse(text, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void What_is_written_reads_back() =>
        Gen.Select(Gen.Int[1, Term.MaxMonths], Gen.Enum<TermUnit>()).Sample((count, unit) =>
            Term.TryCreate(count, unit, out var term, out _) && Term.TryParse(term.ToString(), out var read, out _) && read == term);

    [Fact]
    public void Code_that_asks_for_no_term_is_told_so() => Assert.Throws<ArgumentOutOfRangeException>(() => Term.Days(0));
}
