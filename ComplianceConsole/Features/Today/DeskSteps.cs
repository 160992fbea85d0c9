using ComplianceConsole.Components;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Today;

/// <summary>Says the next step of what stands on the desk, and where it is taken.</summary>
internal static class DeskSteps
{
    /// <summary>The next step of a duty in words.</summary>
    public static string WordsOf(DueLine line, IStringLocalizer text) =>
        line.MustBlock ? text["BlockNow"]
        : IsDestruction(line) || line.Request is null ? text["Do_" + line.Duty.Duty.Kind]
        : WordsOf(line.Next, line.Letter, text);

    /// <summary>The next step of a request in words, as its own page has them; what is not decided yet is to be decided.</summary>
    public static string WordsOf(OpenStep? next, WaitingLetter? letter, IStringLocalizer text) =>
        next is { } step ? StepText.Ahead(step) : text[letter is { IsByHand: true } ? "DoPost" : "DoWait"];

    /// <summary>Where the next step of a duty is taken; null for who may not go there.</summary>
    public static string? AddressOf(DueLine line, Actor? actor) =>
        actor is null ? null
        : IsDestruction(line) && actor.May(Right.DestroySubject)
            ? line.Request is { } asked && line.Duty.Duty.Kind == DutyKind.DestroyOnEvidence ? Links.Destroy(line.Subject!.Value, asked) : Links.Destroy(line.Subject!.Value)
        : line.Request is { } request ? AddressOf(request, line.Letter, actor)
        : line.Incident is { } incident ? actor.May(Right.KeepIncidents) ? Links.Incident(incident) : null
        : line.Subject is { } subject && actor.May(Right.ReadSubject) ? Links.Subject(subject)
        : null;

    /// <summary>Where the record of a duty is read; who opens no records is led from a destruction to the list of destructions. Null for who may not go there.</summary>
    public static string? RecordAddressOf(DueLine line, Actor? actor) =>
        line.Subject is not { } subject || actor is null ? null
        : actor.May(Right.ReadSubject) ? Links.Subject(subject)
        : IsDestruction(line) && actor.May(Right.ReadDestructions) ? Links.Destruction
        : null;

    /// <summary>Where the next step of a request is taken; null for who may not go there.</summary>
    public static string? AddressOf(RequestNumber request, WaitingLetter? letter, Actor? actor) =>
        actor is null ? null
        : letter is { } waiting && actor.May(Right.ReadNotices) ? Links.Notice(waiting.Id)
        : actor.May(Right.ReadRequestRegister) ? Links.Request(request)
        : null;

    // Destroying has a page of its own, whatever brought the duty; on evidence it has once it is decided.
    private static bool IsDestruction(DueLine line) =>
        line.Subject is not null
        && line.Duty.Duty.Kind switch
        {
            DutyKind.DestroyAfterPurpose or DutyKind.DestroyBlocked => true,
            DutyKind.DestroyOnEvidence => line.Next?.Step == RequestStep.CarryOut,
            DutyKind.Disclose or DutyKind.Correct or DutyKind.BlockOnComplaint or DutyKind.StopUnlawfulProcessing or DutyKind.AnswerWithdrawal
                or DutyKind.ReportBreach or DutyKind.ReleaseUnconfirmed => false,
        };
}
