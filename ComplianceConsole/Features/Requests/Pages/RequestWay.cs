using System.Globalization;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>Whether a point of a request's way is behind, reached now, or ahead.</summary>
internal enum WayState
{
    Done,
    Now,
    Later,
}

/// <summary>A point of a request's way.</summary>
/// <param name="Stage">The stage it stands for.</param>
/// <param name="State">Whether it is behind.</param>
internal readonly record struct WayPoint(RequestStage Stage, WayState State);

/// <summary>The way of a request from its receipt to its end, with what is to be done now.</summary>
internal static class RequestWay
{
    private static readonly TextFamily s_text = new(nameof(RequestsText));

    /// <summary>The points, the first one first.</summary>
    public static IReadOnlyList<WayPoint> PointsOf(RequestCourse course)
    {
        var stages = StagesOf(course).ToList();
        var done = stages.Where(stage => IsDone(course, stage)).ToHashSet();
        var now = stages.FirstOrDefault(stage => !done.Contains(stage), RequestStage.Received);
        return [.. stages.Select(stage => new WayPoint(stage, done.Contains(stage) ? WayState.Done : stage == now ? WayState.Now : WayState.Later))];
    }

    /// <summary>How a request stands in one word or two: how it ended, or what is to be done now, so that nobody takes it for done.</summary>
    public static string StateOf(RequestCourse course) =>
        course.Ended is { } ended ? EnumText.Of(ended)
        : RequestFlow.NextStep(course) is { } next ? string.Format(CultureInfo.CurrentUICulture, Say("NowIs"), StepText.InSentence(next))
        : Say("NowWaits");

    private static string Say(string key) => s_text.Find(key) ?? key;

    private static IEnumerable<RequestStage> StagesOf(RequestCourse course)
    {
        yield return RequestStage.Received;
        if (course.Applicant != ApplicantKind.Organisation)
        {
            yield return RequestStage.IdentityConfirmed;
        }

        if (course.Matters.Any(matter => matter.CountsFromEvidence))
        {
            yield return RequestStage.EvidenceReceived;
        }

        yield return RequestStage.Decided;
        if (!course.IsRefusedAll)
        {
            yield return RequestStage.CarriedOut;
        }

        if (course.NeedsNotice)
        {
            yield return RequestStage.Notified;
        }

        yield return course.IsRefusedAll ? RequestStage.Refused : RequestStage.Closed;
    }

    private static bool IsDone(RequestCourse course, RequestStage stage) =>
        course.Ended is not null
        || stage switch
        {
            RequestStage.Received => true,
            RequestStage.IdentityConfirmed => course.IsIdentified,
            RequestStage.EvidenceReceived => course.HasEvidence,
            RequestStage.Decided => course.Matters.All(matter => matter.Decision != MatterDecision.Pending),
            RequestStage.CarriedOut => course.Matters.All(matter => matter.IsSettled),
            RequestStage.Notified => course.Matters.All(matter => matter.IsNotified),
            RequestStage.Closed or RequestStage.Refused => false,
        };
}
