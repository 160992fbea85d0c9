using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>What the letters of requests say: under which clause, for which reason.</summary>
public sealed class ApplicantLettersTests
{
    [Theory]
    [InlineData(RequestKind.Disclosure, RefusalGround.Repeated, "9.1")]
    [InlineData(RequestKind.Correction, RefusalGround.EvidenceInsufficient, "9.3")]
    [InlineData(RequestKind.Destruction, RefusalGround.LegalDutyToKeep, "9.4")]
    [InlineData(RequestKind.Withdrawal, RefusalGround.UnfulfilledObligation, "4.5")]
    [InlineData(RequestKind.Information, RefusalGround.RightsOfOthers, "8.2")]
    [InlineData(RequestKind.Other, RefusalGround.Repeated, "8.3")]
    public async Task A_refusal_names_the_clause_of_what_was_asked(RequestKind kind, RefusalGround ground, string clause)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(kind, await desk.SubjectWithConsentAsync());

        Assert.True((await desk.RefuseAsync(number, matter: kind, ground: ground)).IsDone);
        Assert.True((await desk.WriteAsync(number)).IsDone);

        var letter = await desk.LetterAsync(NoticeTemplates.Refused);
        Assert.Equal(clause, letter.Values[NoticeValues.Clause]);
        Assert.Equal(ground.ToString(), letter.Values[NoticeValues.Ground]);
    }

    [Fact]
    public async Task Each_ground_of_refusal_has_a_letter_of_its_own()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(desk.Asked() with { Kind = RequestKind.Information, Also = [RequestKind.Other] })).Value;
        await desk.ConfirmAsync(number);

        await desk.RefuseAsync(number, matter: RequestKind.Information, ground: RefusalGround.RightsOfOthers);
        await desk.RefuseAsync(number, matter: RequestKind.Other, ground: RefusalGround.Repeated);
        Assert.True((await desk.WriteAsync(number)).IsDone);

        Assert.Equal(2, (await desk.ReadAsync(number)).Notices.Count(notice => notice.Template is NoticeTemplates.Refused));
    }

    [Fact]
    public async Task Who_was_confirmed_is_not_refused_for_not_being_confirmed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Withdrawal, await desk.SubjectWithConsentAsync());

        foreach (var ground in (RefusalGround[])[RefusalGround.IdentityNotConfirmed, RefusalGround.Repeated, RefusalGround.NothingHeld])
        {
            var refused = await desk.RefuseAsync(number, matter: RequestKind.Withdrawal, ground: ground);
            Assert.Equal("Ground", Assert.Single(Assert.IsType<InvalidInputs>(refused.Refusal).Problems).FieldName);
        }
    }

    [Fact]
    public async Task The_receipt_names_the_clause_and_the_day_of_what_is_owed_first()
    {
        await using var desk = await RequestDesk.OpenAsync();

        await desk.RegisterAsync(desk.Asked() with { ConfirmReceipt = true });

        var letter = await desk.LetterAsync(NoticeTemplates.RequestReceived);
        Assert.Equal("9.1", letter.Values[NoticeValues.Clause]);
        Assert.True(letter.Values.ContainsKey(NoticeValues.DueOn));
    }

    [Fact]
    public async Task A_withdrawal_that_is_followed_is_told_by_when_the_data_goes()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Withdrawal, await desk.SubjectWithConsentAsync());
        await desk.GrantAsync(number, RequestKind.Withdrawal);
        await desk.FollowAsync(number);

        Assert.True((await desk.WriteAsync(number)).IsDone);

        var letter = await desk.LetterAsync(NoticeTemplates.WithdrawalAccepted);
        Assert.True(letter.Values.ContainsKey(NoticeValues.DueOn));
        Assert.Contains("3.2.1", letter.Values[NoticeValues.Purposes].Split(','), StringComparer.Ordinal);
        Assert.False(letter.Values.ContainsKey(NoticeValues.Remaining));
    }

    [Fact]
    public async Task A_withdrawal_for_one_purpose_says_what_stays_and_nothing_of_destruction()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Withdrawal, await desk.SubjectWithConsentAsync());
        await desk.GrantAsync(number, RequestKind.Withdrawal);
        var followed = await desk.Get<FollowWithdrawal>().HandleAsync(
            Actors.Dpo, new FollowWithdrawalCommand(number, await desk.VersionAsync(number), ["3.2.3"]), CancellationToken.None);
        Assert.True(followed.IsDone);

        await desk.WriteAsync(number);

        var letter = await desk.LetterAsync(NoticeTemplates.WithdrawalAccepted);
        Assert.Equal("3.2.3", letter.Values[NoticeValues.Purposes]);
        Assert.Contains("3.2.1", letter.Values[NoticeValues.Remaining].Split(','), StringComparer.Ordinal);
        Assert.False(letter.Values.ContainsKey(NoticeValues.DueOn));
    }

    [Fact]
    public async Task The_letter_to_the_authorised_body_names_the_subject_once_it_is_known_who_asks()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        var number = (await desk.RegisterAsync(
            desk.Asked(subject) with
            {
                Kind = RequestKind.Complaint,
                Applicant = ApplicantKind.AuthorisedBody,
                IdentityCheck = IdentityCheck.NotYet,
                ApplicantName = "Committee of Information Security",
                ConfirmReceipt = true,
            })).Value;

        var receipt = await desk.LetterAsync(NoticeTemplates.RequestReceived);
        await desk.ConfirmAsync(number);
        await desk.BlockOnComplaintAsync(number);
        var letter = await desk.LetterAsync(NoticeTemplates.Blocked);

        Assert.Equal(nameof(ApplicantKind.AuthorisedBody), receipt.Values[NoticeValues.Applicant]);
        Assert.False(receipt.Values.ContainsKey(NoticeValues.Subject));
        Assert.Equal(subject.ToString(), letter.Values[NoticeValues.Subject]);
    }

    [Fact]
    public async Task What_is_told_by_hand_takes_the_letter_back_that_would_tell_it_again()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Information, subject: null);
        await desk.AnswerAsync(number);
        await desk.WriteAsync(number);

        Assert.True((await desk.TellAsync(number)).IsDone);

        var letter = Assert.Single((await desk.ReadAsync(number)).Notices);
        Assert.Equal(NoticeState.Cancelled, letter.State);
    }

    [Fact]
    public async Task A_report_handed_over_by_hand_takes_its_covering_letter_back()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ApprovedAsync(await desk.SubjectWithConsentAsync());
        await desk.SendReportAsync(number);

        Assert.True((await desk.HandOverAsync(number)).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.Equal(NoticeState.Cancelled, Assert.Single(view.Notices).State);
        Assert.Equal(RequestStage.Closed, view.Stage);
    }
}
