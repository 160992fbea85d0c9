using System.Collections.Immutable;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;

namespace ComplianceConsole.Tests.Domain.Requests;

public sealed class BlockedStepsTests
{
    [Fact]
    public void A_block_holds_up_a_correction_that_is_not_carried_out()
    {
        Assert.Equal([new OpenStep(RequestStep.CarryOut, RequestKind.Correction)], Of(new MatterCourse(RequestKind.Correction)));
        Assert.Empty(Of(new MatterCourse(RequestKind.Correction, MatterDecision.Refused)));
        Assert.Empty(Of(new MatterCourse(RequestKind.Correction, MatterDecision.Granted, IsCarriedOut: true)));
    }

    [Theory]
    [InlineData(ApplicantKind.Subject, 0)]
    [InlineData(ApplicantKind.Representative, 0)]
    [InlineData(ApplicantKind.AuthorisedBody, 2)]
    public void A_report_goes_to_the_person_alone(ApplicantKind applicant, int held)
    {
        Assert.Equal(held, Of(new MatterCourse(RequestKind.Disclosure), applicant).Count);
        Assert.Equal(held == 0, BlockedSteps.For(applicant, Uses.HandOver).IsLegalHandling);
    }

    [Fact]
    public void What_has_ended_is_held_up_by_nothing() =>
        Assert.Empty(BlockedSteps.Of(Course(new MatterCourse(RequestKind.Correction)) with { Ended = RequestStage.Closed }));

    [Theory]
    [InlineData(DutyKind.DestroyAfterPurpose, RequestKind.Withdrawal, RequestKind.Withdrawal)]
    [InlineData(DutyKind.DestroyBlocked, RequestKind.Destruction, RequestKind.Destruction)]
    [InlineData(DutyKind.DestroyAfterPurpose, RequestKind.Complaint, RequestKind.Complaint)]
    [InlineData(DutyKind.Disclose, RequestKind.Withdrawal, RequestKind.Disclosure)]
    [InlineData(DutyKind.ReportBreach, RequestKind.Withdrawal, null)]
    [InlineData(DutyKind.DestroyBlocked, RequestKind.Disclosure, null)]
    public void A_duty_stands_where_its_chain_began(DutyKind duty, RequestKind asked, RequestKind? origin) =>
        Assert.Equal(origin, RequestDuties.OriginOf(duty, [asked]));

    private static List<OpenStep> Of(MatterCourse matter, ApplicantKind applicant = ApplicantKind.Subject) =>
        [.. BlockedSteps.Of(Course(matter) with { Applicant = applicant })];

    private static RequestCourse Course(MatterCourse matter) =>
        new() { Applicant = ApplicantKind.Subject, Matters = ImmutableArray.Create(matter) };
}
