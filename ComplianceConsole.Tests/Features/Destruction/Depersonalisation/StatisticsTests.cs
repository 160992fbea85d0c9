using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

public sealed class StatisticsTests
{
    [Fact]
    public async Task Figures_add_up_over_groups_and_say_how_much_was_suppressed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.DepersonaliseAsync(await desk.AddGroupAsync(12));
        await desk.DepersonaliseAsync(await desk.AddGroupAsync(10));
        await desk.DepersonaliseAsync(await desk.AddGroupAsync(3));

        var figures = await ReadAsync(desk, Actors.Manager);

        Assert.Equal((25, 22, 0, 3), (figures.Total, figures.Whole, figures.Coarsened, figures.Suppressed));
        Assert.Equal(
            [(DepersonalisationDesk.TraitsInAstana, 11), (DepersonalisationDesk.TraitsInAlmaty, 11)],
            figures.Combinations.Select(one => (one.Traits, one.Count)));
        var file = StatisticsCsv.Write(figures);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file[..3]);
        Assert.Equal(
            """
            city,registration_year,activity,user_type,records
            Astana,2026,Construction,it-company,11
            Almaty,2026,Trade,enterprise,11
            ,,,,3

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(file[3..]));
    }

    [Fact]
    public async Task A_combination_that_became_too_rare_for_the_settings_is_told_no_more()
    {
        var settings = new DestructionSettings();
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton(settings));
        await desk.DepersonaliseAsync(await desk.AddGroupAsync(11));
        settings.SmallestGroup = 6;

        var figures = await ReadAsync(desk, Actors.Dpo);

        Assert.Equal((11, 6, 5), (figures.Total, figures.Whole, figures.Suppressed));
        Assert.Equal(6, Assert.Single(figures.Combinations).Count);
    }

    [Fact]
    public async Task They_are_for_the_responsible_person_managers_and_auditors()
    {
        await using var desk = await RequestDesk.OpenAsync();
        foreach (var actor in Actors.Without(Right.ReadStatistics))
        {
            Assert.IsType<NotAllowed>((await desk.Get<ReadStatistics>().HandleAsync(actor, CancellationToken.None)).Refusal);
        }

        Assert.Equal([Actors.Dpo, Actors.Manager, Actors.Auditor], Actors.All.Where(actor => actor.May(Right.ReadStatistics)));
        Assert.Equal(0, (await ReadAsync(desk, Actors.Manager)).Total);
    }

    private static async Task<RemainderFigures> ReadAsync(RequestDesk desk, Actor actor) =>
        (await desk.Get<ReadStatistics>().HandleAsync(actor, CancellationToken.None)).Value;
}
