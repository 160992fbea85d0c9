using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Requests;

public sealed class RequestFlowTests
{
    private static readonly Gen<RequestCourse> Courses =
        from applicant in Gen.Enum<ApplicantKind>()
        from kinds in Gen.Enum<RequestKind>().Array[1, 7]
        from isHeld in Gen.Bool
        select CourseWalk.Received(applicant, isHeld, [.. kinds.Distinct()]);

    [Fact]
    public void A_disclosure_goes_from_receipt_to_hand_over() =>
        Assert.Equal(
            [RequestStep.ConfirmIdentity, RequestStep.PrepareReport, RequestStep.ApproveReport, RequestStep.HandOver],
            CourseWalk.Next(CourseWalk.Received(ApplicantKind.Subject, isHeld: true, RequestKind.Disclosure), out var end));

    [Fact]
    public void A_correction_waits_for_its_evidence()
    {
        var taken = CourseWalk.Next(CourseWalk.Received(ApplicantKind.AuthorisedBody, isHeld: true, RequestKind.Correction), out var end);

        Assert.Equal(
            [
                RequestStep.ConfirmIdentity, RequestStep.ReceiveEvidence, RequestStep.Decide, RequestStep.CarryOut, RequestStep.Notify,
                RequestStep.Close,
            ],
            taken);
        Assert.Equal(RequestStage.Closed, end.Ended);
    }

    [Fact]
    public void A_complaint_blocks_before_anything_else()
    {
        var taken = CourseWalk.Next(CourseWalk.Received(ApplicantKind.Subject, isHeld: true, RequestKind.Complaint), out _);

        Assert.Equal(
            [
                RequestStep.Block, RequestStep.ConfirmIdentity, RequestStep.Decide, RequestStep.CarryOut, RequestStep.Notify, RequestStep.Close,
            ],
            taken);
    }

    [Fact]
    public void A_complaint_that_is_not_confirmed_is_released_before_the_letter_and_ends_refused()
    {
        var course = CourseWalk.Received(ApplicantKind.Subject, isHeld: true, RequestKind.Complaint);
        course = CourseWalk.After(course, new OpenStep(RequestStep.Block, RequestKind.Complaint));
        course = CourseWalk.After(course, new OpenStep(RequestStep.Refuse, RequestKind.Complaint));

        Assert.False(RequestFlow.IsOpen(course, RequestStep.Notify));
        course = CourseWalk.After(course, new OpenStep(RequestStep.Release, RequestKind.Complaint));
        course = CourseWalk.After(course, new OpenStep(RequestStep.Notify));
        Assert.Equal(RequestStage.Refused, course.Ended);
    }

    [Fact]
    public void What_the_organisation_found_itself_needs_neither_identity_nor_letter()
    {
        var taken = CourseWalk.Next(CourseWalk.Received(ApplicantKind.Organisation, isHeld: true, RequestKind.Complaint), out var end);

        Assert.Equal([RequestStep.Decide, RequestStep.CarryOut, RequestStep.Close], taken);
        Assert.Equal(RequestStage.Closed, end.Ended);
    }

    [Fact]
    public void A_correction_owed_within_a_day_does_not_wait_for_a_report_owed_within_fifteen()
    {
        var course = CourseWalk.Received(ApplicantKind.Subject, isHeld: true, RequestKind.Disclosure, RequestKind.Correction) with
        {
            IsConfirmed = true,
            HasEvidence = true,
        };

        Assert.Equal(
            [
                RequestStep.Decide, RequestStep.CarryOut, RequestStep.Notify, RequestStep.PrepareReport, RequestStep.ApproveReport,
                RequestStep.HandOver, RequestStep.Close,
            ],
            CourseWalk.Next(course, out _));
    }

    [Fact]
    public void Nothing_about_nobody_can_be_granted_but_a_report_and_an_answer()
    {
        foreach (var kind in Enum.GetValues<RequestKind>())
        {
            var course = CourseWalk.Received(ApplicantKind.Subject, isHeld: false, kind) with { IsConfirmed = true, HasEvidence = true };

            var canGrant = RequestFlow.OpenSteps(course).Any(open => open.Step == RequestStep.Decide);

            Assert.Equal(kind == RequestKind.Complaint, canGrant);
            Assert.Contains(new OpenStep(RequestStep.Refuse, kind), RequestFlow.OpenSteps(course));
        }
    }

    // Whatever is asked by whomever, and whichever of the open steps is taken each time.
    [Fact]
    public void Every_way_ends_never_goes_back_and_takes_no_step_twice() =>
        Gen.Select(Courses, Gen.Int[0, 1_000].Array[60]).Sample((course, choices) =>
        {
            var taken = new HashSet<OpenStep>();
            foreach (var choice in choices)
            {
                var open = RequestFlow.OpenSteps(course).Where(step => !IsRepeatable(course, step)).ToList();
                if (course.Ended is not null)
                {
                    break;
                }

                Assert.NotEmpty(open);
                var step = open[choice % open.Count];
                Assert.True(taken.Add(step) || step.Step == RequestStep.Notify, $"{step} twice");
                var before = RequestFlow.StageOf(course);
                course = CourseWalk.After(course, step);
                Assert.True(RequestFlow.StageOf(course) >= before || course.Ended is not null, $"{step} led back from {before}");
            }

            Assert.NotNull(course.Ended);
            Assert.Equal([new OpenStep(RequestStep.Mend)], RequestFlow.OpenSteps(course));
            Assert.Equal(course.IsRefusedAll ? RequestStage.Refused : RequestStage.Closed, course.Ended);
        });

    [Fact]
    public void A_step_is_never_open_twice_and_the_next_one_is_open() =>
        Gen.Select(Courses, Gen.Int[0, 1_000].Array[20]).Sample((course, choices) =>
        {
            foreach (var choice in choices)
            {
                var open = RequestFlow.OpenSteps(course).ToList();
                Assert.Equal(open.Distinct(), open);
                if (RequestFlow.NextStep(course) is { } next)
                {
                    Assert.Contains(next, open);
                }

                course = CourseWalk.After(course, open[choice % open.Count]);
            }
        });

    [Fact]
    public void While_a_letter_waits_to_go_out_nothing_is_next_but_it_can_be_handed_over()
    {
        var course = CourseWalk.Received(ApplicantKind.Subject, isHeld: true, RequestKind.Information) with
        {
            IsConfirmed = true,
            Matters = [new MatterCourse(RequestKind.Information, MatterDecision.Granted, IsCarriedOut: true, IsNoticeWaiting: true)],
        };

        Assert.Null(RequestFlow.NextStep(course));
        Assert.True(RequestFlow.IsOpen(course, RequestStep.Notify));
    }

    [Fact]
    public void While_the_report_waits_to_go_out_something_else_that_was_asked_goes_on()
    {
        var course = CourseWalk.Received(ApplicantKind.Subject, isHeld: true, RequestKind.Information) with
        {
            IsConfirmed = true,
            IsReportPrepared = true,
            Matters =
            [
                new MatterCourse(RequestKind.Disclosure, MatterDecision.Granted, IsNoticeWaiting: true), new MatterCourse(RequestKind.Information),
            ],
        };

        Assert.Equal(new OpenStep(RequestStep.Answer, RequestKind.Information), RequestFlow.NextStep(course));
        Assert.True(RequestFlow.IsWritten(course, new OpenStep(RequestStep.HandOver, RequestKind.Disclosure)));
        Assert.False(RequestFlow.IsWritten(course, new OpenStep(RequestStep.Notify)));
    }

    [Fact]
    public void Only_duties_that_run_from_the_receipt_begin_with_it()
    {
        DutyTrigger[] atReceipt =
        [
            DutyTrigger.RequestReceived, DutyTrigger.WithdrawalReceived, DutyTrigger.ViolationReported, DutyTrigger.UnlawfulProcessingDetected,
        ];
        foreach (var kind in Enum.GetValues<RequestKind>())
        {
            Assert.All(
                Enum.GetValues<ApplicantKind>().SelectMany(applicant => RequestDuties.AtReceipt(kind, applicant)),
                duty => Assert.Contains(DutyCatalogue.OfThePolicy[duty].Trigger, atReceipt));
            Assert.All(
                RequestDuties.AtEvidence(kind),
                duty => Assert.Equal(DutyTrigger.EvidenceReceived, DutyCatalogue.OfThePolicy[duty].Trigger));
            Assert.All(
                RequestDuties.AtReceipt(kind, ApplicantKind.Subject).Concat(RequestDuties.AtEvidence(kind)),
                duty => Assert.Equal(kind, RequestDuties.MatterOf(duty)));
        }
    }

    [Fact]
    public void A_duty_that_asks_for_telling_ends_with_the_later_of_the_two()
    {
        var done = Instant.FromUtc(2026, 11, 20, 5, 0);
        var told = done + Duration.FromHours(3);
        var granted = new MatterTimes(done, IsRefused: false, done, told, NeedsNotice: true);

        Assert.Equal(told, RequestDuties.EndOf(DutyEnding.ChangedAndNotified, granted));
        Assert.Null(RequestDuties.EndOf(DutyEnding.ChangedAndNotified, granted with { NotifiedAt = null }));
        Assert.Equal(done, RequestDuties.EndOf(DutyEnding.ChangedAndNotified, granted with { NotifiedAt = null, NeedsNotice = false }));
        Assert.Equal(done, RequestDuties.EndOf(DutyEnding.StoppedOrRefused, granted with { NotifiedAt = null }));
        Assert.Null(RequestDuties.EndOf(DutyEnding.StoppedOrRefused, granted with { IsRefused = true, NotifiedAt = null }));
        Assert.Null(RequestDuties.EndOf(DutyEnding.Released, granted));
    }

    [Fact]
    public void Against_a_withdrawal_stand_an_obligation_and_a_duty_to_keep_alone()
    {
        var course = CourseWalk.Received(ApplicantKind.Subject, isHeld: true, RequestKind.Withdrawal) with { IsConfirmed = true };

        Assert.Equal([RefusalGround.UnfulfilledObligation, RefusalGround.LegalDutyToKeep], RequestFlow.GroundsOf(course, RequestKind.Withdrawal));
        Assert.Equal(
            [RefusalGround.UnfulfilledObligation, RefusalGround.LegalDutyToKeep, RefusalGround.NothingHeld],
            RequestFlow.GroundsOf(course with { IsHeld = false }, RequestKind.Withdrawal));
        Assert.Contains(RefusalGround.Repeated, RequestFlow.GroundsOf(course, RequestKind.Information));
    }

    [Fact]
    public void Nobody_who_was_confirmed_is_refused_for_not_being_confirmed()
    {
        foreach (var kind in Enum.GetValues<RequestKind>())
        {
            var course = CourseWalk.Received(ApplicantKind.Subject, isHeld: true, kind);

            Assert.True(RequestFlow.IsGroundOf(course, RefusalGround.IdentityNotConfirmed, kind));
            Assert.False(RequestFlow.IsGroundOf(course with { IsConfirmed = true }, RefusalGround.IdentityNotConfirmed, kind));
            Assert.False(RequestFlow.IsGroundOf(course with { Applicant = ApplicantKind.Organisation }, RefusalGround.IdentityNotConfirmed, kind));
        }
    }

    // A report may be prepared again until one is approved.
    private static bool IsRepeatable(RequestCourse course, OpenStep step) => step.Step == RequestStep.PrepareReport && course.IsReportPrepared;
}
