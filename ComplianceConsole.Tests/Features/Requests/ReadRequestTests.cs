using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

public sealed class ReadRequestTests
{
    [Fact]
    public async Task Who_asks_is_shown_to_those_who_may_read_requests_and_the_address_masked_to_staff()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();

        Assert.Equal("a.ermekova@example.kz", (await desk.ReadAsync(number, Actors.Dpo)).People?.ReplyTo);
        var staff = (await desk.ReadAsync(number, Actors.Staff)).People;
        Assert.Equal("Aruzhan Ermekova", staff?.ApplicantName);
        Assert.Equal("a•••@example.kz", staff?.ReplyTo);
        Assert.Null((await desk.ReadAsync(number, Actors.Manager)).People);
        Assert.Null((await desk.ReadAsync(number, Actors.Auditor)).People);
        Assert.IsType<NotAllowed>(
            (await desk.Get<ReadRequest>().HandleAsync(Actors.Administrator, number, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Notes_of_steps_are_not_shown_to_who_may_not_read_requests()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();
        await desk.ConfirmAsync(number);

        Assert.Equal("Passport seen", (await desk.ReadAsync(number)).Steps[1].Note);
        Assert.Null((await desk.ReadAsync(number, Actors.Auditor)).Steps[1].Note);
    }

    [Fact]
    public async Task Who_asked_about_a_blocked_record_is_the_responsible_persons_alone()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = await desk.RegisteredAsync(subject);
        await desk.BlockAsync(subject);

        Assert.Null((await desk.ReadAsync(number, Actors.Staff)).People);
        Assert.NotNull((await desk.ReadAsync(number, Actors.Dpo)).People);
        Assert.Null((await ListAsync(desk, Actors.Staff)).Lines[0].ApplicantName);
        Assert.Equal("Aruzhan Ermekova", (await ListAsync(desk, Actors.Dpo)).Lines[0].ApplicantName);
    }

    [Fact]
    public async Task The_register_shows_names_only_to_those_who_may_read_requests()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.RegisteredAsync();

        Assert.Equal("Aruzhan Ermekova", (await ListAsync(desk, Actors.Staff)).Lines[0].ApplicantName);
        Assert.Null((await ListAsync(desk, Actors.Manager)).Lines[0].ApplicantName);
        Assert.Null((await ListAsync(desk, Actors.Auditor)).Lines[0].ApplicantName);
        Assert.IsType<NotAllowed>(
            (await desk.Get<ListRequests>().HandleAsync(Actors.Administrator, new RequestQuery(), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task The_register_is_filtered_by_state_kind_and_subject()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var old = await desk.RegisteredAsync();
        desk.Clock.Advance(Duration.FromDays(60));
        var refused = await desk.RefusedAsync();
        var other = (await desk.RegisterAsync(desk.Asked(subject) with { Kind = RequestKind.Information })).Value;

        Assert.Equal([old, other], await NumbersAsync(desk, new RequestQuery()));
        Assert.Equal([old], await NumbersAsync(desk, new RequestQuery(RequestState.Overdue)));
        Assert.Equal([refused], await NumbersAsync(desk, new RequestQuery(RequestState.Closed)));
        Assert.Equal([other], await NumbersAsync(desk, new RequestQuery(RequestState.All, RequestKind.Information)));
        Assert.Equal([other], await NumbersAsync(desk, new RequestQuery(RequestState.All, Subject: subject)));
        Assert.Equal([other], await NumbersAsync(desk, new RequestQuery(RequestState.All, Most: 1)));
    }

    [Fact]
    public async Task Open_requests_stand_by_target_day_and_those_without_a_clock_after_them()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var complaint = (await desk.RegisterAsync(desk.Asked() with { Kind = RequestKind.Complaint })).Value;
        var withoutClock = (await desk.RegisterAsync(desk.Asked() with { Kind = RequestKind.Information })).Value;
        var disclosure = await desk.RegisteredAsync();

        Assert.Equal([complaint, disclosure, withoutClock], await NumbersAsync(desk, new RequestQuery()));
        Assert.Equal([disclosure, withoutClock, complaint], await NumbersAsync(desk, new RequestQuery(RequestState.All)));
    }

    private static async Task<RequestList> ListAsync(RequestDesk desk, Actor actor, RequestQuery? query = null) =>
        (await desk.Get<ListRequests>().HandleAsync(actor, query ?? new RequestQuery(), CancellationToken.None)).Value;

    private static async Task<IEnumerable<RequestNumber>> NumbersAsync(RequestDesk desk, RequestQuery query) =>
        (await ListAsync(desk, Actors.Auditor, query)).Lines.Select(line => line.Number);
}
