using System.Globalization;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Domain.Time;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

public sealed class RegisterRequestTests
{
    [Fact]
    public async Task Numbers_have_no_gap_when_many_register_at_once_and_some_are_refused()
    {
        await using var desk = await RequestDesk.OpenAsync();

        var results = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(i => desk.RegisterAsync(desk.Asked() with { ApplicantName = i % 4 == 0 ? "" : "Somebody" })));

        var numbers = results.Where(result => result.IsDone).Select(result => result.Value).OrderBy(number => number.Serial).ToList();
        Assert.Equal(Enumerable.Range(1, 18).Select(serial => new RequestNumber(2026, serial)), numbers);
        Assert.True((await desk.Get<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task The_year_of_the_number_is_that_of_Almaty()
    {
        await using var desk = await RequestDesk.OpenAsync();
        desk.Clock.Now = Instant.FromUtc(2026, 12, 31, 18, 59);
        var last = await desk.RegisteredAsync();
        desk.Clock.Advance(Duration.FromMinutes(1));

        Assert.Equal("R-2026-000001", last.ToString());
        Assert.Equal("R-2027-000001", (await desk.RegisteredAsync()).ToString());
    }

    [Fact]
    public async Task The_clock_of_a_disclosure_runs_from_its_receipt_as_the_worked_examples_say()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var examples = ClockVector.All.Where(vector => vector.Unit is "calendar_days" && vector.Count == 15 && vector.Instant <= desk.Clock.Now).ToList();
        Assert.NotEmpty(examples);

        foreach (var example in examples)
        {
            var number = (await desk.RegisterAsync(desk.Asked() with { ReceivedAt = example.Instant })).Value;
            var deadline = Assert.Single((await desk.ReadAsync(number)).Duties).Duty.Leading;

            Assert.Equal(example.DueDay, deadline.DueDay.ToString("uuuu-MM-dd", null));
            Assert.Equal(example.TargetDay, deadline.TargetDay.ToString("uuuu-MM-dd", null));
            Assert.Equal(example.DueBefore, deadline.DueBefore.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", null));
        }
    }

    [Fact]
    public async Task Kinds_whose_clock_waits_for_evidence_have_none_yet()
    {
        await using var desk = await RequestDesk.OpenAsync();

        foreach (var kind in Enum.GetValues<RequestKind>())
        {
            var number = (await desk.RegisterAsync(desk.Asked() with { Kind = kind })).Value;
            var duties = (await desk.ReadAsync(number)).Duties;

            Assert.Equal(RequestDuties.AtReceipt(kind, ApplicantKind.Subject), duties.Select(duty => duty.Duty.Kind));
        }
    }

    [Fact]
    public async Task What_is_missing_or_impossible_is_said_all_at_once_and_nothing_is_registered()
    {
        await using var desk = await RequestDesk.OpenAsync();

        var refused = await desk.RegisterAsync(
            desk.Asked() with
            {
                ApplicantName = " ",
                ReplyTo = "",
                Language = "de",
                Applicant = ApplicantKind.Representative,
                AuthorityUntil = new LocalDate(2026, 11, 19),
                ReceivedAt = desk.Clock.Now + Duration.FromSeconds(1),
                Text = new string('x', 4_001),
            });

        var problems = Assert.IsType<InvalidInputs>(refused.Refusal).Problems;
        Assert.Equal(
            ["ApplicantName", "Authority", "AuthorityUntil", "Language", "ReceivedAt", "ReplyTo", "RepresentativeName", "RequestText"],
            problems.Select(problem => problem.FieldName).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Equal(0, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM Requests"));
    }

    [Fact]
    public async Task Who_came_in_person_needs_no_address()
    {
        await using var desk = await RequestDesk.OpenAsync();

        Assert.True((await desk.RegisterAsync(desk.Asked() with { Channel = Channel.InPerson, ReplyTo = "" })).IsDone);
        Assert.False((await desk.RegisterAsync(desk.Asked() with { Channel = Channel.Post, ReplyTo = "" })).IsDone);
    }

    [Fact]
    public async Task A_subject_that_does_not_exist_is_refused()
    {
        await using var desk = await RequestDesk.OpenAsync();

        var problems = Assert.IsType<InvalidInputs>((await desk.RegisterAsync(desk.Asked(new SubjectId(77)))).Refusal).Problems;

        var problem = Assert.Single(problems);
        Assert.Equal("Subject", problem.FieldName);
        Assert.Contains("leave the field empty", RefusalText.Of(problem, CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_about_a_blocked_record_is_registered()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await desk.BlockAsync(subject);

        Assert.True((await desk.RegisterAsync(desk.Asked(subject))).IsDone);
    }

    [Fact]
    public async Task The_responsible_person_who_says_how_identity_was_checked_confirms_it_by_registering()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(desk.Asked(), Actors.Dpo)).Value;

        var view = await desk.ReadAsync(number);

        Assert.Equal(
            [(RequestStage.Received, Actors.Dpo.Name), (RequestStage.IdentityConfirmed, Actors.Dpo.Name)],
            view.Steps.Select(step => (step.Stage, step.By)));
        Assert.Equal(RequestStep.PrepareReport, view.Next);
        Assert.Equal(
            2, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries WHERE instr(Bytes, CAST('request.register' AS BLOB)) > 0"));
        Assert.IsType<StepNotOpen>((await desk.ConfirmAsync(number)).Refusal);
        Assert.True((await desk.PrepareAsync(number)).IsDone);
    }

    [Fact]
    public async Task Identity_waits_to_be_confirmed_where_it_was_not_checked_or_another_than_the_responsible_person_says_so()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var notChecked = (await desk.RegisterAsync(desk.Asked() with { IdentityCheck = IdentityCheck.NotYet }, Actors.Dpo)).Value;
        var byStaff = (await desk.RegisterAsync(desk.Asked(), Actors.Staff)).Value;

        Assert.Equal(RequestStep.ConfirmIdentity, (await desk.ReadAsync(notChecked)).Next);
        Assert.Equal(RequestStep.ConfirmIdentity, (await desk.ReadAsync(byStaff)).Next);
    }

    [Theory]
    [InlineData(ApplicantKind.AuthorisedBody, IdentityCheck.IdentityDocument, "CheckOfPerson", "has no identity document")]
    [InlineData(ApplicantKind.AuthorisedBody, IdentityCheck.SignedInAccount, "CheckOfPerson", "Choose its official letter")]
    [InlineData(ApplicantKind.Subject, IdentityCheck.OfficialLetter, "CheckOfBody", "Choose how the person was checked")]
    public async Task A_check_that_cannot_tell_who_asks_is_refused_with_what_to_choose(
        ApplicantKind applicant, IdentityCheck check, string problem, string remedy)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var asked = desk.Asked() with { Applicant = applicant };

        var registering = Assert.IsType<InvalidInputs>((await desk.RegisterAsync(asked with { IdentityCheck = check }, Actors.Dpo)).Refusal);
        var number = (await desk.RegisterAsync(asked)).Value;
        var confirming = Assert.IsType<InvalidInputs>((await desk.ConfirmAsync(number, check: check)).Refusal);

        Assert.All([registering, confirming], refusal =>
        {
            var blamed = Assert.Single(refusal.Problems);
            Assert.Equal(("IdentityCheck", problem), (blamed.FieldName, blamed.Problem));
            Assert.Contains(remedy, RefusalText.Of(blamed), StringComparison.Ordinal);
        });
        Assert.Equal(RequestStep.ConfirmIdentity, (await desk.ReadAsync(number)).Next);
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
    }

    [Fact]
    public async Task Roles_without_the_right_are_refused()
    {
        await using var desk = await RequestDesk.OpenAsync();

        foreach (var actor in Actors.Without(Right.RegisterRequest))
        {
            Assert.IsType<NotAllowed>((await desk.RegisterAsync(desk.Asked(), actor)).Refusal);
        }

        Assert.Equal(0, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM Requests"));
    }

    [Fact]
    public async Task Nothing_of_what_it_says_of_people_stands_in_the_clear()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.RegisterAsync(
            desk.Asked() with
            {
                Applicant = ApplicantKind.Representative,
                RepresentativeName = "Nurlan Ospanovich",
                Authority = "Notarial power 4711",
            });
        await desk.Stores.CloseAsync();

        foreach (var file in Directory.GetFiles(desk.Stores.Directory))
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var secret in (string[])["Aruzhan", "a.ermekova", "What do you hold", "Ospanovich", "4711"])
            {
                Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
                Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(secret)));
            }
        }
    }
}
