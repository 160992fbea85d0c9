using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Requests;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>Hands a request to the form of a step.</summary>
internal static class RequestHanding
{
    /// <summary>What the form of a step needs to know of the request.</summary>
    public static RequestAtHand AtHand(this RequestView view, OpenStep step) =>
        new(
            view.Number,
            view.Version,
            view.Subject,
            view.Channel,
            view.IdentityCheck,
            view.Language,
            view.Reports.Count > 0 ? view.Reports[^1].Sequence : null)
        {
            Step = step.Step,
            Matter = step.Matter,
            Course = view.Course,
            Applicant = view.Applicant,
            BlockedSince = view.BlockedSince,
            ReceivedAt = view.ReceivedAt,
            AuthorityCheck = view.People?.Representation?.Check ?? AuthorityCheck.NotYet,
            AnswerBy = view.People is { ReplyTo.Length: > 0 } people ? ApplicantLetters.ChannelFor(people.ReplyTo) : null,
            IsNoticeWaiting = RequestFlow.IsWritten(view.Course, step),
        };
}
