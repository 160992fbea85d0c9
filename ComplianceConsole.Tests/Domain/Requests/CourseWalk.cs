using ComplianceConsole.Domain.Requests;

namespace ComplianceConsole.Tests.Domain.Requests;

/// <summary>Walks a request's course by the rules alone: what each step changes, as the use cases write it.</summary>
internal static class CourseWalk
{
    public static RequestCourse Received(ApplicantKind applicant, bool isHeld, params RequestKind[] kinds) =>
        new()
        {
            Applicant = applicant,
            IsHeld = isHeld,
            CanBlock = isHeld && kinds.Contains(RequestKind.Complaint),
            Matters = [.. kinds.Select(kind => new MatterCourse(kind))],
        };

    /// <summary>Takes the step that carries on until there is none.</summary>
    public static List<RequestStep> Next(RequestCourse course, out RequestCourse end)
    {
        var taken = new List<RequestStep>();
        while (RequestFlow.NextStep(course) is { } next && taken.Count < 100)
        {
            taken.Add(next.Step);
            course = After(course, next);
        }

        end = course;
        return taken;
    }

    /// <summary>Where the request stands after a step.</summary>
    public static RequestCourse After(RequestCourse course, OpenStep step)
    {
        var after = Changed(course, step);
        return after with { Ended = after.Ended ?? RequestFlow.EndAfter(after, step.Step) };
    }

    private static RequestCourse Changed(RequestCourse course, OpenStep step) =>
        step.Step switch
        {
            RequestStep.ConfirmIdentity => course with { IsConfirmed = true },
            RequestStep.ReceiveEvidence => course with { HasEvidence = true },
            RequestStep.PrepareReport => course with { IsReportPrepared = true },
            RequestStep.Block => course with { CanBlock = false, IsBlocked = true },
            RequestStep.Release => course with { MustRelease = false, IsBlocked = false },
            RequestStep.Decide or RequestStep.ApproveReport => With(course, step, one => one with { Decision = MatterDecision.Granted }),
            RequestStep.Refuse => With(course, step, one => one with { Decision = MatterDecision.Refused }) with
            {
                MustRelease = course.MustRelease || (step.Matter == RequestKind.Complaint && course.IsBlocked),
            },
            RequestStep.Answer => With(course, step, one => one with { Decision = MatterDecision.Granted, IsCarriedOut = true }),
            RequestStep.CarryOut => With(course, step, one => one with { IsCarriedOut = true }),
            RequestStep.HandOver => With(course, step, one => one with { IsCarriedOut = true, IsNotified = true }),
            RequestStep.Notify => course with
            {
                Matters = [.. course.Matters.Select(one => RequestFlow.CanBeTold(course, one) ? one with { IsNotified = true } : one)],
            },
            RequestStep.Close or RequestStep.Mend or RequestStep.RenewAuthority => course,
        };

    private static RequestCourse With(RequestCourse course, OpenStep step, Func<MatterCourse, MatterCourse> change) =>
        course with { Matters = [.. course.Matters.Select(one => one.Kind == step.Matter ? change(one) : one)] };
}
