using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;

namespace ComplianceConsole.Tests.Domain.Requests;

public sealed class RequestFlowTests
{
    [Fact]
    public void A_disclosure_goes_from_receipt_to_hand_over()
    {
        var taken = new List<RequestStep>();
        var stage = RequestStage.Received;
        var prepared = false;
        while (RequestFlow.NextStep(RequestKind.Disclosure, stage, prepared) is { } step)
        {
            Assert.True(RequestFlow.IsOpenFor(step, RequestKind.Disclosure, stage));
            taken.Add(step);
            prepared |= step == RequestStep.PrepareReport;
            stage = RequestFlow.StageAfter(step);
        }

        Assert.Equal([RequestStep.ConfirmIdentity, RequestStep.PrepareReport, RequestStep.ApproveReport, RequestStep.HandOver], taken);
        Assert.Equal(RequestStage.Closed, stage);
    }

    [Fact]
    public void Other_kinds_are_answered_once_identity_is_confirmed()
    {
        foreach (var kind in Enum.GetValues<RequestKind>().Where(kind => kind != RequestKind.Disclosure))
        {
            Assert.Equal(RequestStep.ConfirmIdentity, RequestFlow.NextStep(kind, RequestStage.Received, isReportPrepared: false));
            Assert.False(RequestFlow.IsOpenFor(RequestStep.Answer, kind, RequestStage.Received));
            Assert.Equal(RequestStep.Answer, RequestFlow.NextStep(kind, RequestStage.IdentityConfirmed, isReportPrepared: false));
            Assert.False(RequestFlow.IsOpenFor(RequestStep.PrepareReport, kind, RequestStage.IdentityConfirmed));
        }
    }

    [Fact]
    public void Nothing_is_open_once_a_request_is_closed_or_refused()
    {
        var open =
            from kind in Enum.GetValues<RequestKind>()
            from stage in (RequestStage[])[RequestStage.Closed, RequestStage.Refused]
            from step in Enum.GetValues<RequestStep>()
            where RequestFlow.IsOpenFor(step, kind, stage)
            select (kind, stage, step);

        Assert.Empty(open);
    }

    [Fact]
    public void Only_duties_that_run_from_the_receipt_begin_with_it()
    {
        DutyTrigger[] atReceipt = [DutyTrigger.RequestReceived, DutyTrigger.WithdrawalReceived, DutyTrigger.ViolationReported];

        foreach (var duty in Enum.GetValues<RequestKind>().SelectMany(RequestFlow.DutiesAtReceipt))
        {
            Assert.Contains(DutyCatalogue.OfThePolicy[duty].Trigger, atReceipt);
        }

        Assert.Equal([DutyKind.Disclose], RequestFlow.DutiesAtReceipt(RequestKind.Disclosure));
    }
}
