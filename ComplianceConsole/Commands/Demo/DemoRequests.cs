using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Requests;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>Requests at every stage of their clocks, relative to the present.</summary>
/// <param name="desk">The use cases.</param>
/// <param name="plan">What happens when.</param>
/// <param name="story">The words.</param>
/// <param name="calendar">By which the clocks run.</param>
/// <param name="next">The next subject who has not asked for anything yet.</param>
public sealed class DemoRequests(DemoDesk desk, DemoPlan plan, DemoStory story, WorkingCalendar calendar, Func<DemoSubject> next)
{
    private static readonly string[] s_languages = ["en", "ru", "kk"];

    private readonly DemoClock _clock = desk.Clock;
    private int _count;

    /// <summary>Plans them all.</summary>
    public void Plan()
    {
        PlanClosed();
        PlanOverdue();
        PlanDueToday();
        PlanSoon();
        PlanRunning();
    }

    private void PlanClosed()
    {
        foreach (var days in (int[])[362, 291, 214, 133, 84, 41])
        {
            Disclosure(_clock.Ago(days, 10)).Confirm(_clock.Ago(days - 1, 12)).Prepare(_clock.Ago(days - 4, 15))
                .Approve(_clock.Ago(days - 5, 10)).HandOver(_clock.Ago(days - 6, 11));
        }

        foreach (var days in (int[])[247, 118])
        {
            Disclosure(_clock.Ago(days, 9)).Confirm(_clock.Ago(days - 8, 12)).Prepare(_clock.Ago(days - 19, 16))
                .Approve(_clock.Ago(days - 20, 10)).HandOver(_clock.Ago(days - 21, 17));
        }

        Disclosure(_clock.Ago(176, 14)).Refuse(_clock.Ago(171, 11), RefusalGround.IdentityNotConfirmed).Notify(_clock.Ago(170, 11));
        Register(RequestKind.Withdrawal, _clock.Ago(58, 11), story.WithdrawalTexts)
            .Confirm(_clock.Ago(57, 10)).Refuse(_clock.Ago(55, 15), RefusalGround.LegalDutyToKeep).Notify(_clock.Ago(54, 12));
        Register(RequestKind.Withdrawal, _clock.Ago(119, 11), story.WithdrawalTexts)
            .Confirm(_clock.Ago(118, 10)).Grant(_clock.Ago(118, 11)).Withdraw(_clock.Ago(118, 12)).Notify(_clock.Ago(118, 15)).Close(_clock.Ago(117, 10));
        Register(RequestKind.Complaint, _clock.Ago(152, 10), story.ComplaintTexts)
            .Block(_clock.Ago(152, 11)).Confirm(_clock.Ago(152, 12)).Grant(_clock.Ago(151, 10)).Stop(_clock.Ago(150, 16))
            .Notify(_clock.Ago(149, 10)).Close(_clock.Ago(149, 11));
        Register(RequestKind.Complaint, _clock.Ago(95, 10), story.ComplaintTexts)
            .Block(_clock.Ago(95, 11)).Confirm(_clock.Ago(95, 12)).Refuse(_clock.Ago(92, 10), RefusalGround.NotConfirmed)
            .Release(_clock.Ago(92, 16)).Notify(_clock.Ago(91, 10));
        Register(RequestKind.Information, _clock.Ago(27, 10), story.OtherTexts)
            .Confirm(_clock.Ago(26, 10)).Answer(_clock.Ago(25, 15)).Notify(_clock.Ago(25, 16)).Close(_clock.Ago(25, 17));
    }

    private void PlanOverdue()
    {
        Disclosure(_clock.Ago(29, 10)).Confirm(_clock.Ago(27, 10)).Prepare(_clock.Ago(14, 16));
        Disclosure(_clock.Ago(22, 15)).Confirm(_clock.Ago(20, 12));
        Register(RequestKind.Withdrawal, _clock.Ago(33, 9), story.WithdrawalTexts);
    }

    // On a day off nothing can fall due, and nothing is planned.
    private void PlanDueToday()
    {
        if (ReceivedFor(DutyKind.Disclose, _clock.Today) is { } disclosure)
        {
            Disclosure(disclosure).Confirm(disclosure + Duration.FromDays(1)).Prepare(_clock.Ago(2, 15)).Approve(_clock.Ago(1, 12));
        }

        if (ReceivedFor(DutyKind.BlockOnComplaint, _clock.Today) is { } complaint)
        {
            Register(RequestKind.Complaint, complaint, story.ComplaintTexts);
        }
    }

    private void PlanSoon()
    {
        var planned = 0;
        for (var day = _clock.Today.PlusDays(1); planned < 2; day = day.PlusDays(1))
        {
            if (ReceivedFor(DutyKind.Disclose, day) is { } received)
            {
                planned++;
                var one = Disclosure(received).Confirm(received + Duration.FromDays(1));
                if (planned == 1)
                {
                    one.Prepare(_clock.Ago(3, 16));
                }
            }
        }
    }

    private void PlanRunning()
    {
        Disclosure(_clock.Ago(1, 10));
        Disclosure(_clock.Ago(2, 15));
        Disclosure(_clock.Ago(4, 11)).Confirm(_clock.Ago(3, 10));
        Disclosure(_clock.Ago(5, 9)).Confirm(_clock.Ago(4, 17)).Prepare(_clock.Ago(2, 11)).Approve(_clock.Ago(1, 10));
        Register(RequestKind.Withdrawal, _clock.Ago(3, 13), story.WithdrawalTexts);
        Register(RequestKind.Correction, _clock.Ago(2, 10), story.CorrectionTexts);
        Register(RequestKind.Correction, _clock.Ago(4, 10), story.CorrectionTexts).Confirm(_clock.Ago(3, 9)).Evidence(_clock.Ago(1, 9));
        Register(RequestKind.Correction, _clock.Ago(6, 10), story.CorrectionTexts)
            .Confirm(_clock.Ago(5, 9)).Evidence(_clock.Ago(1, 10)).Grant(_clock.Ago(1, 12));
        Register(RequestKind.Destruction, _clock.Ago(5, 14), story.DestructionTexts).Confirm(_clock.Ago(4, 12));
        Register(RequestKind.Destruction, _clock.Ago(9, 14), story.DestructionTexts)
            .Evidence(_clock.Ago(2, 9)).Confirm(_clock.Ago(2, 11));
        Register(RequestKind.Complaint, _clock.Ago(4, 12), story.ComplaintTexts).Block(_clock.Ago(4, 15)).Confirm(_clock.Ago(3, 10));
        Register(RequestKind.Complaint, _clock.Ago(6, 12), story.ComplaintTexts)
            .Block(_clock.Ago(6, 15)).Confirm(_clock.Ago(5, 10)).Refuse(_clock.Ago(1, 11), RefusalGround.NotConfirmed);
        Register(RequestKind.Information, _clock.Ago(3, 15), story.OtherTexts).Confirm(_clock.Ago(2, 9)).Answer(_clock.Ago(1, 14));
        Register(RequestKind.Other, _clock.Ago(6, 16), story.OtherTexts).Confirm(_clock.Ago(5, 10));

        // Somebody of whom nothing is held, asking through a representative.
        var stranger = new DemoSubjects(story, new DemoDice(77)).Invent(90_001, _clock.Ago(3, 9), "2025-03");
        var text = Command(RequestKind.Disclosure, _clock.Ago(3, 9), stranger, 1, story.DisclosureTexts) with
        {
            Applicant = ApplicantKind.Representative,
            RepresentativeName = new DemoSubjects(story, new DemoDice(78)).Invent(90_002, _clock.Ago(3, 9), "2025-03").Name,
            Authority = story.Evidence[1],
            AuthorityUntil = _clock.Today.PlusMonths(6),
        };
        new DemoCase(desk, plan, story, 1, text, who: null).Register();
    }

    private DemoCase Disclosure(Instant receivedAt) => Register(RequestKind.Disclosure, receivedAt, story.DisclosureTexts);

    private DemoCase Register(RequestKind kind, Instant receivedAt, IReadOnlyList<string> texts)
    {
        var language = _count++ % s_languages.Length;
        var who = next();
        return new DemoCase(desk, plan, story, language, Command(kind, receivedAt, who, language, texts), who).Register();
    }

    private static RegisterRequestCommand Command(
        RequestKind kind, Instant receivedAt, DemoSubject who, int language, IReadOnlyList<string> texts) =>
        new()
        {
            Kind = kind,
            Applicant = ApplicantKind.Subject,
            Channel = language == 1 ? Channel.Post : Channel.Email,
            ReceivedAt = receivedAt,
            IdentityCheck = IdentityCheck.NotYet,
            Language = s_languages[language],
            ApplicantName = who.Name,
            ReplyTo = who.Email,
            Text = texts[language],
        };

    /// <summary>When a request must have come so that its duty falls due on a day; null where none can fall due there.</summary>
    private Instant? ReceivedFor(DutyKind kind, LocalDate due)
    {
        for (var days = 1; days <= 40; days++)
        {
            var received = _clock.Ago(days, 10);
            if (Duty.Start(DutyCatalogue.OfThePolicy[kind], received, calendar).Leading.DueDay == due)
            {
                return received;
            }
        }

        return null;
    }
}
