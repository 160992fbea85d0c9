using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>What is no ground to destroy, and who else's request or what authority forbids it. Policy 4.1.1, 9.4, 9.8.</summary>
public sealed class GroundsTests
{
    [Fact]
    public async Task Evidence_that_was_received_and_not_decided_on_destroys_nothing()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Destruction, subject);
        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        var duty = await desk.DutyAsync(DutyKind.DestroyOnEvidence);
        Assert.Equal((subject.Number, null), (duty.SubjectId, duty.EndedAt));

        await AssertNoGroundAsync(desk, subject, number, "9.4", duty.Id);
        Assert.Empty((await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value.Grounds);

        Assert.True((await desk.GrantAsync(number, RequestKind.Destruction)).IsDone);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject, "9.4") with { Request = number })).IsDone);
    }

    [Fact]
    public async Task Nor_does_its_term_that_went_by_before_anybody_decided_on_it()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Destruction, subject);
        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        desk.Clock.Advance(Duration.FromDays(30));
        await desk.Get<AriseDuties>().HandleAsync(Actor.Job("duties"), CancellationToken.None);
        var missed = await desk.DutyAsync(DutyKind.DestroyBlocked);
        await desk.Stores.BlockAsync(subject);

        await AssertNoGroundAsync(desk, subject, number, "9.8", missed.Id);
        await AssertNoGroundAsync(desk, subject, number, "9.4", (await desk.DutyAsync(DutyKind.DestroyOnEvidence)).Id);
        Assert.Equal(SubjectState.Blocked, desk.Stores.State(subject));
    }

    [Fact]
    public async Task Another_open_request_for_destruction_forbids_it_until_it_is_answered()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var granted = await desk.GrantedAsync(subject);
        var other = await desk.ConfirmedAsync(RequestKind.Destruction, subject);
        var command = DestructionDesk.Command(subject, "9.4") with { Request = granted };

        Assert.Equal([other], Assert.IsType<RequestsForbidDestruction>((await desk.DestroyAsync(command)).Refusal).Requests);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));

        Assert.True((await desk.RefuseAsync(other, matter: RequestKind.Destruction)).IsDone);
        Assert.True((await desk.TellAsync(other)).IsDone);
        Assert.True((await desk.DestroyAsync(command)).IsDone);
    }

    [Fact]
    public async Task An_authority_that_has_ended_forbids_what_was_granted_on_it_until_there_is_a_newer_one()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var until = new LocalDate(2026, 11, 25);
        var number = (await desk.RegisterAsync(
            desk.Asked(subject) with
            {
                Kind = RequestKind.Destruction,
                Applicant = ApplicantKind.Representative,
                RepresentativeName = "Nurlan Ospanov",
                Authority = "Power 11",
                AuthorityUntil = until,
                AuthorityCheck = AuthorityCheck.Original,
            })).Value;
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        Assert.True((await desk.GrantAsync(number, RequestKind.Destruction)).IsDone);
        desk.Clock.Now = Instant.FromUtc(2026, 11, 25, 19, 0);
        var command = DestructionDesk.Command(subject, "9.4") with { Request = number };

        Assert.Equal(until, Assert.IsType<AuthorityEnded>((await desk.DestroyAsync(command)).Refusal).Until);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));

        Assert.True((await desk.Get<RenewAuthority>().HandleAsync(
            Actors.Dpo,
            new RenewAuthorityCommand(number, await desk.VersionAsync(number), "Power 12", Until: null, AuthorityCheck.Original),
            CancellationToken.None)).IsDone);
        Assert.True((await desk.DestroyAsync(command)).IsDone);
    }

    // Whichever way it is asked for: through the request, past it, or by the duty's number.
    private static async Task AssertNoGroundAsync(RequestDesk desk, SubjectId subject, RequestNumber number, string clause, long duty)
    {
        var command = DestructionDesk.Command(subject, clause) with { ReleasesBlock = true };
        foreach (var one in (DestroyCommand[])[command, command with { DutyId = duty }, command with { Request = number }, command with { Request = number, DutyId = duty }])
        {
            Assert.IsType<NoGroundToDestroy>((await desk.DestroyAsync(one)).Refusal);
        }
    }
}
