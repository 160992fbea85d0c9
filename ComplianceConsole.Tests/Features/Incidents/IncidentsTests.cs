using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Incidents;

public sealed class IncidentsTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(96, false)]
    public async Task A_breach_starts_the_clock_at_its_detection_and_telling_the_authority_ends_it(int hours, bool onTime)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await RegisterAsync(desk, Breach(desk))).Value;
        desk.Clock.Advance(Duration.FromHours(hours));

        Assert.Equal("I-2026-000001", number.ToString());
        Assert.True((await NotifyAsync(desk, number, desk.Clock.Now)).IsDone);

        var duty = await desk.DutyAsync(DutyKind.ReportBreach);
        Assert.Equal(desk.Clock.Now, duty.EndedAt);
        Assert.Equal(onTime, duty.EndedAt < duty.DueBefore);
        Assert.IsType<StepNotOpen>((await NotifyAsync(desk, number, desk.Clock.Now)).Refusal);
    }

    [Fact]
    public async Task An_email_to_the_authority_ends_the_clock_when_it_goes_out()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await RegisterAsync(desk, Breach(desk))).Value;

        Assert.True((await NotifyAsync(desk, number, at: null)).IsDone);
        Assert.Null((await desk.DutyAsync(DutyKind.ReportBreach)).EndedAt);
        Assert.IsType<StepNotOpen>((await NotifyAsync(desk, number, at: null)).Refusal);
        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.DeliverAsync();

        Assert.Equal(desk.Clock.Now, (await desk.DutyAsync(DutyKind.ReportBreach)).EndedAt);
        Assert.Equal(desk.Clock.Now, (await ReadAsync(desk, number)).NotifiedAt);
    }

    [Fact]
    public async Task It_is_closed_when_nothing_is_left_to_do_and_then_not_changed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await RegisterAsync(desk, Breach(desk))).Value;
        var incident = desk.Get<CarryIncidentOn>();

        Assert.IsType<IncidentUnfinished>((await incident.CloseAsync(Actors.Dpo, number, 0, CancellationToken.None)).Refusal);
        Assert.True((await NotifyAsync(desk, number, desk.Clock.Now)).IsDone);
        Assert.IsType<IncidentUnfinished>((await incident.CloseAsync(Actors.Dpo, number, 1, CancellationToken.None)).Refusal);
        Assert.IsType<ChangedMeanwhile>((await incident.AddMeasureAsync(Actors.Dpo, number, 0, "Passwords reset", CancellationToken.None)).Refusal);
        Assert.True((await incident.AddMeasureAsync(Actors.Dpo, number, 1, "Passwords reset", CancellationToken.None)).IsDone);
        Assert.True((await incident.CloseAsync(Actors.Dpo, number, 2, CancellationToken.None)).IsDone);

        Assert.IsType<IncidentClosed>((await incident.AddMeasureAsync(Actors.Dpo, number, 3, "More", CancellationToken.None)).Refusal);
        Assert.Equal(["Passwords reset"], (await ReadAsync(desk, number)).Details.Measures);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_nobody_else_keeps_the_register()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var refusal = (await RegisterAsync(desk, new IncidentForm { DetectedAt = desk.Clock.Now + Duration.FromHours(1), Affected = "many" })).Refusal;

        Assert.Equal(
            "DetectedAt IncidentWhat IncidentConcerned Affected",
            string.Join(' ', Assert.IsType<InvalidInputs>(refusal).Problems.Select(problem => problem.FieldName)));
        foreach (var actor in Actors.Without(Right.KeepIncidents))
        {
            Assert.IsType<NotAllowed>((await desk.Get<RegisterIncident>().HandleAsync(actor, Breach(desk), CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await desk.Get<ReadIncidents>().ListAsync(actor, CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public async Task What_it_says_stands_sealed_and_an_incident_without_a_breach_has_no_clock()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await RegisterAsync(desk, Breach(desk) with { IsBreach = false })).Value;

        Assert.Empty(desk.Stores.FilesWith("A laptop was stolen"));
        Assert.Equal("A laptop was stolen", (await ReadAsync(desk, number)).Details.What);
        Assert.Equal(0, await desk.ReadAsync(db => db.Duties.CountAsync()));
        Assert.IsType<StepNotOpen>((await NotifyAsync(desk, number, desk.Clock.Now)).Refusal);
    }

    private static IncidentForm Breach(RequestDesk desk) =>
        new() { DetectedAt = desk.Clock.Now, IsBreach = true, What = "A laptop was stolen", Concerned = "Names of 17 users", Affected = "17" };

    private static Task<Result<IncidentNumber>> RegisterAsync(RequestDesk desk, IncidentForm form) =>
        desk.Get<RegisterIncident>().HandleAsync(Actors.Dpo, form, CancellationToken.None);

    private static async Task<IncidentView> ReadAsync(RequestDesk desk, IncidentNumber number) =>
        (await desk.Get<ReadIncidents>().HandleAsync(Actors.Dpo, number, CancellationToken.None)).Value;

    private static async Task<Result<Done>> NotifyAsync(RequestDesk desk, IncidentNumber number, Instant? at) =>
        await desk.Get<NotifyAuthority>().HandleAsync(
            Actors.Dpo,
            new NotifyAuthorityCommand(
                number, (await ReadAsync(desk, number)).Version, at, at is null ? "Authorised body" : "", at is null ? "body@example.kz" : ""),
            CancellationToken.None);
}
