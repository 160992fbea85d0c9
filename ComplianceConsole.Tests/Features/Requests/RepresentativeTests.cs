using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>A representative acts for the person represented alone, and while the authority runs. Policy 4.1.1.</summary>
public sealed class RepresentativeTests
{
    private static readonly LocalDate s_until = new(2026, 11, 25);

    [Fact]
    public async Task Who_checked_the_authority_and_how_stands_with_the_request()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(Asked(desk))).Value;

        var unchecked_ = await ConfirmAsync(desk, number, AuthorityCheck.NotYet);
        Assert.Equal("AuthorityCheck", Assert.Single(Assert.IsType<InvalidInputs>(unchecked_.Refusal).Problems).FieldName);
        Assert.True((await ConfirmAsync(desk, number, AuthorityCheck.Original)).IsDone);

        var representation = (await desk.ReadAsync(number)).People!.Representation!;
        Assert.Equal((AuthorityCheck.Original, Actors.Dpo.Name, desk.Clock.Now), (representation.Check, representation.CheckedBy, representation.CheckedAt));
    }

    [Fact]
    public async Task The_authority_runs_to_the_end_of_its_last_day_in_Almaty()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(Asked(desk) with { AuthorityCheck = AuthorityCheck.Original })).Value;

        desk.Clock.Now = Instant.FromUtc(2026, 11, 25, 19, 0);
        Assert.IsType<AuthorityEnded>((await desk.ConfirmAsync(number)).Refusal);
        desk.Clock.Now = Instant.FromUtc(2026, 11, 25, 18, 59);
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
    }

    [Fact]
    public async Task Once_it_has_ended_nothing_is_handed_over_or_granted_but_a_refusal_goes_out()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var disclosure = (await desk.RegisterAsync(Asked(desk) with { AuthorityCheck = AuthorityCheck.Register })).Value;
        await desk.ConfirmAsync(disclosure);
        await desk.PrepareAsync(disclosure);
        await desk.ApproveAsync(disclosure);
        var question = (await desk.RegisterAsync(Asked(desk) with { Kind = RequestKind.Information, AuthorityCheck = AuthorityCheck.Register })).Value;
        await desk.ConfirmAsync(question);
        desk.Clock.Advance(Duration.FromDays(10));

        Assert.Equal(s_until, Assert.IsType<AuthorityEnded>((await desk.HandOverAsync(disclosure)).Refusal).Until);
        Assert.IsType<AuthorityEnded>((await desk.AnswerAsync(question)).Refusal);
        Assert.Equal(s_until, (await desk.ReadAsync(disclosure)).AuthorityEnded);
        Assert.True((await desk.RefuseAsync(question, matter: RequestKind.Information)).IsDone);
        Assert.True((await desk.TellAsync(question)).IsDone);
    }

    [Fact]
    public async Task A_newer_authority_lets_the_representative_go_on()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(Asked(desk) with { AuthorityCheck = AuthorityCheck.Original })).Value;
        await desk.ConfirmAsync(number);
        Assert.IsType<StepNotOpen>((await RenewAsync(desk, number, until: null)).Refusal);
        desk.Clock.Advance(Duration.FromDays(10));

        Assert.IsType<InvalidInputs>((await RenewAsync(desk, number, s_until)).Refusal);
        Assert.IsType<InvalidInputs>((await RenewAsync(desk, number, until: null, document: " ")).Refusal);
        Assert.IsType<InvalidInputs>((await RenewAsync(desk, number, until: null, check: AuthorityCheck.NotYet)).Refusal);
        foreach (var actor in Actors.Without(Right.HandleRequest))
        {
            Assert.IsType<NotAllowed>((await RenewAsync(desk, number, until: null, actor: actor)).Refusal);
        }

        Assert.True((await RenewAsync(desk, number, until: null)).IsDone);
        Assert.Equal("Power 12", (await desk.ReadAsync(number)).People!.Representation!.Authority);
        Assert.True((await desk.PrepareAsync(number)).IsDone);
    }

    [Fact]
    public async Task Who_is_represented_is_not_exchanged_for_another()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var first = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var other = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        var number = (await desk.RegisterAsync(Asked(desk) with { Subject = first, AuthorityCheck = AuthorityCheck.Original })).Value;

        var refused = await desk.Get<ConfirmIdentity>().HandleAsync(
            Actors.Dpo,
            new ConfirmIdentityCommand(number, await desk.VersionAsync(number), IdentityCheck.IdentityDocument, "", other),
            CancellationToken.None);

        Assert.Equal("Fixed", Assert.Single(Assert.IsType<InvalidInputs>(refused.Refusal).Problems).Problem);
        Assert.Equal(first, (await desk.ReadAsync(number)).Subject);
    }

    private static RegisterRequestCommand Asked(RequestDesk desk) =>
        desk.Asked() with
        {
            Applicant = ApplicantKind.Representative,
            RepresentativeName = "Nurlan Ospanov",
            Authority = "Power 11",
            AuthorityUntil = s_until,
        };

    private static async Task<Result<Done>> ConfirmAsync(RequestDesk desk, RequestNumber number, AuthorityCheck check) =>
        await desk.Get<ConfirmIdentity>().HandleAsync(
            Actors.Dpo,
            new ConfirmIdentityCommand(number, await desk.VersionAsync(number), IdentityCheck.IdentityDocument, Authority: check),
            CancellationToken.None);

    private static async Task<Result<Done>> RenewAsync(
        RequestDesk desk,
        RequestNumber number,
        LocalDate? until,
        string document = "Power 12",
        AuthorityCheck check = AuthorityCheck.Original,
        Actor? actor = null) =>
        await desk.Get<RenewAuthority>().HandleAsync(
            actor ?? Actors.Dpo,
            new RenewAuthorityCommand(number, await desk.VersionAsync(number), document, until, check),
            CancellationToken.None);
}
