using Bunit;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Administration.Keys;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceConsole.Tests.Features.Administration.Keys;

/// <summary>What the first page says of the copies of the keyring: to who mends them and to who waits for them.</summary>
public sealed class CopiesOfTodayTests : PageTest, IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("console-copy-").FullName;
    private readonly string _other = Directory.CreateTempSubdirectory("console-copy-").FullName;
    private readonly FakeTimeProvider _time = new();
    private TestStores? _stores;

    // The services are named before the first is asked for; the stores come with the test.
    public CopiesOfTodayTests() =>
        Page.Services.AddSingleton(_ => _stores!.Services.GetRequiredService<CopyStandings>()).AddSingleton<TimeProvider>(_time);

    public void Dispose()
    {
        foreach (var folder in (string[])[_copy, _other, Away])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Theory]
    [InlineData("en", "1 destruction that was decided waits because of it", "Ask the administrator to bring the folder back")]
    [InlineData("ru", "Из-за этого ждёт 1 уничтожение, о котором уже решено", "Попросите администратора вернуть папку")]
    [InlineData("kk", "шешімі қабылданған 1 жою күтіп тұр", "Әкімшіден қалтаны қайтаруын")]
    public async Task The_responsible_person_learns_what_waits_for_a_copy_and_that_it_is_back(string language, string waits, string remedy)
    {
        Speak(language);
        await using var stores = await OpenAsync(_copy, _other);
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var page = Draw(Actors.Dpo);
        Assert.Empty(page.FindAll(".notice"));

        Directory.Move(_copy, Away);
        await stores.DecideAsync(subject);
        Assert.Null(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        _time.Advance(TimeSpan.FromSeconds(5));

        page.WaitForAssertion(() => Assert.Contains(waits, Read(page.Find(".notice-error")), StringComparison.Ordinal));
        var notice = Read(page.Find(".notice-error"));
        Assert.Contains(remedy, notice, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_copy, "keys.db"), notice, StringComparison.Ordinal);
        Assert.DoesNotContain(_other, notice, StringComparison.Ordinal);
        Assert.Equal(["/destruction"], page.FindAll("a").Select(link => link.GetAttribute("href")!), StringComparer.Ordinal);

        Directory.Move(Away, _copy);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        _time.Advance(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".notice")));
    }

    [Fact]
    public async Task The_administrator_is_told_what_to_do_and_that_nothing_waits_yet()
    {
        await using var stores = await OpenAsync(_copy);
        Directory.Move(_copy, Away);
        Assert.True(stores.Services.GetRequiredService<CopyStandings>().Ask(Actors.Administrator).IsDone);

        var notice = Draw(Actors.Administrator).Find(".notice-error");

        Assert.Contains("No destruction waits for it now", Read(notice), StringComparison.Ordinal);
        Assert.Contains("Its folder or file cannot be reached", Read(notice), StringComparison.Ordinal);
        Assert.Equal("/administration", notice.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("alert", notice.GetAttribute("role"));
    }

    [Theory]
    [InlineData(Role.ResponsiblePerson, "Ask the administrator to name folders")]
    [InlineData(Role.Administrator, "Name folders on other disks")]
    public async Task That_there_is_no_copy_is_told_to_both(Role role, string remedy)
    {
        await using var stores = await OpenAsync();

        var notice = Read(Draw(Actors.All.Single(actor => actor.Roles == role)).Find(".notice-warning"));

        Assert.Contains("One disk’s failure would lose everyone", notice, StringComparison.Ordinal);
        Assert.Contains(remedy, notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stands_above_the_duties_and_is_for_nobody_else()
    {
        await using var stores = await OpenAsync();
        var standings = stores.Services.GetRequiredService<CopyStandings>();
        var section = new ServiceCollection().AddKeys().Where(service => service.ServiceType == typeof(ITodaySection))
            .Select(service => (ITodaySection)Activator.CreateInstance(service.ImplementationType!, nonPublic: true)!)
            .Single();

        Assert.True(section.Order < 0);
        Assert.Equal([Actors.Dpo, Actors.Administrator], Actors.All.Where(actor => actor.May(section.Right)));
        foreach (var actor in Actors.Without(Right.SeeKeyring))
        {
            Assert.IsType<NotAllowed>(standings.Read(actor).Refusal);
            Assert.IsType<NotAllowed>((await standings.CountWaitingAsync(actor, CancellationToken.None)).Refusal);
        }

        Assert.IsType<NotAllowed>(standings.Ask(Actors.Dpo).Refusal);
    }

    private string Away => _copy + "-away";

    private async Task<TestStores> OpenAsync(params string[] copies)
    {
        _stores = await TestStores.OpenAsync(more: services => services.AddSingleton<CopyStandings>(), copies: copies);
        Assert.True(_stores.Services.GetRequiredService<CopyStandings>().Ask(Actors.Administrator).IsDone);
        return _stores;
    }

    private IRenderedComponent<CopiesOfToday> Draw(Actor actor)
    {
        SignedIn.Answer = actor;
        return Page.Render<CopiesOfToday>(parameters => parameters.AddCascadingValue(actor));
    }
}
