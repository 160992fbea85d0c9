using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Requests;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>
/// Withdrawals recorded on the subject's page: some purposes only, with their letters long posted, and the whole with the letter still to
/// be posted and the data to be destroyed.
/// </summary>
/// <param name="desk">The use cases.</param>
/// <param name="plan">What happens when.</param>
/// <param name="story">The words.</param>
/// <param name="next">The next subject to whom nothing has happened yet.</param>
public sealed class DemoWithdrawals(DemoDesk desk, DemoPlan plan, DemoStory story, Func<DemoSubject> next)
{
    private static readonly string[] s_languages = ["en", "ru", "kk"];

    private readonly DemoClock _clock = desk.Clock;

    /// <summary>Plans them all.</summary>
    public void Plan()
    {
        foreach (var (days, language) in new[] { (145, 0), (70, 1), (38, 2) })
        {
            var who = next();
            Withdraw(who, _clock.Ago(days, 14), language, ["3.2.2"]);
            plan.At(
                _clock.Ago(days, 16),
                "notice.post",
                async cancellation =>
                {
                    var (id, version) = await desk.LetterToAsync(who, cancellation);
                    var command = new MarkPostedCommand(id, version, _clock.GetCurrentInstant() - Duration.FromMinutes(20));
                    _ = (await desk.Post.HandleAsync(DemoDesk.Staff, command, cancellation)).Value;
                });
            plan.At(
                _clock.Ago(days - 1, 9),
                "request.close",
                async cancellation =>
                {
                    var (number, version) = await desk.RequestOfAsync(who, cancellation);
                    _ = (await desk.Close.HandleAsync(DemoDesk.Dpo, new NoteCommand(number, version), cancellation)).Value;
                });
        }

        var whole = next();
        Withdraw(whole, _clock.Ago(9, 14), 1, []);
    }

    /// <summary>Plans a withdrawal.</summary>
    /// <param name="who">Whose consent.</param>
    /// <param name="at">When it is recorded; it came two hours before.</param>
    /// <param name="language">The language of the letter: 0 English, 1 Russian, 2 Kazakh.</param>
    /// <param name="purposes">For which purposes; none for the whole.</param>
    internal void Withdraw(DemoSubject who, Instant at, int language, IReadOnlyList<string> purposes) =>
        plan.At(
            at,
            "consent.withdraw",
            async cancellation =>
            {
                var subject = desk.NumberOf(who);
                var start = (await desk.StartConsentChange.HandleAsync(DemoDesk.Dpo, subject, Uses.Withdraw, cancellation)).Value;
                var form = new WithdrawalForm
                {
                    Subject = subject,
                    Mark = start.Mark,
                    Extent = purposes.Count == 0 ? WithdrawalExtent.Whole : WithdrawalExtent.Purposes,
                    Purposes = purposes,
                    Channel = Channel.Post,
                    ReceivedAt = at - Duration.FromHours(2),
                    IdentityCheck = IdentityCheck.IdentityDocument,
                    Document = story.WithdrawalLetters[language],
                    ReplyBy = Channel.Post,
                    ReplyTo = string.Format(System.Globalization.CultureInfo.InvariantCulture, story.Addresses[language], 20 + language),
                    Language = s_languages[language],
                };
                _ = (await desk.Withdraw.HandleAsync(DemoDesk.Dpo, form, cancellation)).Value;
            });
}
