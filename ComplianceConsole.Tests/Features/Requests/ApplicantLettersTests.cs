using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;

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

        Assert.True((await desk.LetterAsync(NoticeTemplates.WithdrawalAccepted)).Values.ContainsKey(NoticeValues.DueOn));
    }
}
