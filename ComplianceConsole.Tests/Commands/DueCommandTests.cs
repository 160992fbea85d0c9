using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ComplianceConsole.Commands;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Tests.Domain.Time;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Commands;

public sealed class DueCommandTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public DueCommandTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Explains_one_computation_and_ends_with_its_fields()
    {
        var (exit, output, error) = Run("--from", "2026-03-06T10:00:00+05:00", "--term", "15d");
        Assert.Equal((0, ""), (exit, error));
        var lines = Lines(output);
        Assert.Equal("Term: 15 calendar days.", lines[0]);
        Assert.Contains("It cannot end on the days from 21 March 2026, Saturday to 25 March 2026, Wednesday: Sat 21 March, a weekend; Sun 22 March, a weekend; Mon 23 March, a holiday or a day off moved here; Tue 24 March, a holiday or a day off moved here; Wed 25 March, a holiday or a day off moved here. (Civil Code, article 175)", lines, StringComparer.Ordinal);
        Assert.Contains("The due day is 26 March 2026, Thursday, to its end at 24:00. (Civil Code, article 176)", lines, StringComparer.Ordinal);
        Assert.Equal("last_day=2026-03-21 due_day=2026-03-26 target_day=2026-03-20 due_before=2026-03-26T19:00:00Z", lines[^1]);
    }

    [Theory]
    [InlineData("ru", "Срок: 1 рабочий день.", "12 мая 2026 г., вторник")]
    [InlineData("kk", "Мерзім: 1 жұмыс күні.", "2026 жылғы 12 мамыр, сейсенбі")]
    public void Speaks_the_language_of_its_surroundings(string language, string first, string day)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var (_, output, _) = Run("--from", "2026-05-08T15:00+05:00", "--term", "1wd");
        Assert.StartsWith(first, output, StringComparison.Ordinal);
        Assert.Contains(day, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_from_a_missed_day()
    {
        var (exit, output, _) = Run("--from", "2026-03-31", "--term", "6m");
        Assert.Equal(0, exit);
        Assert.Contains("due_day=2026-09-30", Lines(output)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_by_the_calendar_it_is_given()
    {
        Assert.True(CalendarYear.TryCreate(2026, isProvisional: false, [new LocalDate(2026, 6, 2)], [], out var year, out _));
        var command = DueCommand.Create(WorkingCalendar.Kazakhstan.With(year));
        var (_, output, _) = Run(command, "--from", "2026-06-01T10:00:00Z", "--term", "1wd");
        Assert.Contains("due_day=2026-06-03", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Computes_the_fields_of_every_element_of_a_file()
    {
        var (exit, output, error) = Run("--file", ClockVector.Path);
        Assert.Equal((0, ""), (exit, error));
        Assert.Single(Lines(output));
        Assert.Equal(ClockVector.All, JsonSerializer.Deserialize<List<ClockVector>>(output));
    }

    [Fact]
    public void Keeps_what_an_element_held_and_replaces_what_it_computes()
    {
        var path = Write("""[{"note":"Әлия","unit":"working_days","due_day":"never","term":1,"trigger":"2026-05-08T15:00:00+05:00"}]""");
        Assert.Equal(
            """[{"note":"Әлия","unit":"working_days","term":1,"trigger":"2026-05-08T15:00:00+05:00","last_day":"2026-05-12","due_day":"2026-05-12","target_day":"2026-05-12","due_before":"2026-05-12T19:00:00Z"}]""",
            Run("--file", path).Output.TrimEnd());
        Assert.Equal("[]", Run("--file", Write("[]")).Output.TrimEnd());
    }

    [Theory]
    [InlineData("not json", "is not a JSON array")]
    [InlineData("{}", "is not a JSON array")]
    [InlineData("[1]", "Element 1 of")]
    [InlineData("""[{"trigger":"\ud800","unit":"months","term":1}]""", "is not a JSON array")]
    [InlineData("""[{"trigger":"soon","unit":"months","term":1}]""", "lacks a usable trigger")]
    [InlineData("""[{"trigger":"2026-05-08T15:00:00+05:00","unit":"years","term":1}]""", "lacks a usable unit")]
    [InlineData("""[{"trigger":"2026-05-08T15:00:00+05:00","unit":"months","term":1.5}]""", "lacks a usable term")]
    [InlineData("""[{"trigger":"2026-05-08T15:00:00+05:00","unit":"months","term":"1"}]""", "lacks a usable term")]
    [InlineData("""[{"trigger":"2026-05-08T15:00:00+05:00","unit":"months","term":0}]""", "must be at least 1")]
    [InlineData("""[{"trigger":"9999-12-31T15:00:00Z","unit":"months","term":1}]""", "beyond 31 December 9998")]
    public void A_bad_file_is_told_in_one_sentence(string content, string expected)
    {
        var (exit, output, error) = Run("--file", Write(content));
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(expected, Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_not_utf8_is_told_in_one_sentence()
    {
        var (exit, output, error) = Run("--file", Path.Combine(_folder.FullName, "missing.json"));
        Assert.Equal((1, ""), (exit, output));
        Assert.EndsWith("cannot be read.", Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.Equal(1, Run("--file", _folder.FullName).Exit);

        var path = Path.Combine(_folder.FullName, "latin1.json");
        File.WriteAllBytes(path, [(byte)'[', (byte)'"', 0xE9, (byte)'"', (byte)']']);
        Assert.Equal(1, Run("--file", path).Exit);
    }

    [Theory]
    [InlineData("Give --from with --term")]
    [InlineData("Give --from with --term", "--from", "2026-03-06T10:00:00Z")]
    [InlineData("Give --from with --term", "--term", "15d", "--file", "vectors.json")]
    [InlineData("must be a moment", "--from", "yesterday", "--term", "15d")]
    [InlineData("must be a moment", "--from", "2026-03-06T10:00:00", "--term", "15d")]
    [InlineData("must be a moment", "--from", "2026-02-30", "--term", "15d")]
    [InlineData("must be a whole number", "--from", "2026-03-06T10:00:00Z", "--term", "soon")]
    [InlineData("must be at least 1", "--from", "2026-03-06T10:00:00Z", "--term", "0d")]
    [InlineData("must be at least 1", "--from", "2026-03-06T10:00:00Z", "--term", "-3d")]
    [InlineData("at most 36525 days or 1200 months", "--from", "2026-03-06T10:00:00Z", "--term", "99999999999999999999d")]
    [InlineData("before 1 January 2000", "--from", "1970-01-01T00:00:00Z", "--term", "15d")]
    [InlineData("beyond 31 December 9998", "--from", "9999-12-31T23:59:59Z", "--term", "15d")]
    public void Wrong_usage_is_told_in_one_sentence(string expected, params string[] args)
    {
        var (exit, output, error) = Run(args);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(expected, Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_option()
    {
        var (exit, output, _) = Run("--help");
        Assert.Equal(0, exit);
        Assert.All(["--from", "--term", "--file"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    private string Write(string content)
    {
        var path = Path.Combine(_folder.FullName, "vectors.json");
        File.WriteAllText(path, content);
        return path;
    }

    private static (int Exit, string Output, string Error) Run(params string[] args) => Run(DueCommand.Create(WorkingCalendar.Kazakhstan), args);

    private static (int Exit, string Output, string Error) Run(Command command, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { command };
        var exit = root.Parse(["due", .. args]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }

    private static string[] Lines(string text) => text.TrimEnd().Split(Environment.NewLine);
}
