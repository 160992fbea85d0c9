using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Incidents;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Incidents;

/// <summary>Tells the authorised body of a breach.</summary>
/// <param name="Number">The incident.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="SentAt">When it was sent outside the console; null lays an e-mail into the outbox, and the duty ends when it goes out.</param>
/// <param name="AuthorityName">To whom the e-mail goes.</param>
/// <param name="AuthorityEmail">Its address.</param>
/// <param name="Language">The language it is written in.</param>
public sealed record NotifyAuthorityCommand(
    IncidentNumber Number, int Version, Instant? SentAt, string AuthorityName = "", string AuthorityEmail = "", string Language = "ru");

/// <summary>Notifies the authorised body of a breach within one working day, or records that it was done. Law 25.</summary>
public sealed class NotifyAuthority(Operation operation)
{
    private static readonly string[] s_languages = ["en", "ru", "kk"];

    /// <summary>Notifies.</summary>
    /// <returns>Done; or <see cref="InvalidInputs"/>, <see cref="StepNotOpen"/>, <see cref="IncidentClosed"/>, <see cref="ChangedMeanwhile"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> HandleAsync(Actor actor, NotifyAuthorityCommand command, CancellationToken cancellation) =>
        IncidentJournal.RunAsync(
            operation,
            actor,
            command.Number,
            command.Version,
            "incident.notify",
            async (scope, row, ct) =>
            {
                var details = scope.OpenIncident(row);
                if (!row.IsBreach || row.NotifiedAt is not null || (details.NoticeId is not null && command.SentAt is null))
                {
                    return new StepNotOpen("NotifyAuthority");
                }

                if (command.SentAt is not { } at)
                {
                    return Queue(scope, row, details, command);
                }

                if (scope.CheckDoneAt("SentAt", at, row.DetectedAt) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                await IncidentJournal.NotifiedAsync(scope, row, at, ct);
                return default(Done);
            },
            cancellation);

    private static Result<Done> Queue(OperationScope scope, IncidentRow row, IncidentDetails details, NotifyAuthorityCommand command)
    {
        var name = TextCleaning.Clean(command.AuthorityName).Value;
        var problems = new List<InvalidInput>();
        if (name.Length == 0)
        {
            problems.Add(new InvalidInput("AuthorityName", "Required"));
        }

        if (!EmailAddress.TryParse(command.AuthorityEmail, out var email, out _))
        {
            problems.Add(new InvalidInput("AuthorityEmail", "Email"));
        }

        if (!s_languages.Contains(command.Language, StringComparer.Ordinal))
        {
            problems.Add(new InvalidInput("Language", "Choose"));
        }

        if (problems.Count > 0)
        {
            return new InvalidInputs(problems);
        }

        var culture = CultureInfo.GetCultureInfo(command.Language);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Incident] = row.NumberOf().ToString(),
            [NoticeValues.DetectedAt] = DateWords.DateTime(row.DetectedAt, culture),
            [NoticeValues.Text] = details.What + "\n\n" + details.Concerned,
        };
        if (details.Affected is { } affected)
        {
            values[NoticeValues.Affected] = affected.ToString(CultureInfo.InvariantCulture);
        }

        if (details.Measures.Count > 0)
        {
            values[NoticeValues.Measures] = string.Join("\n", details.Measures);
        }

        var notice = scope.QueueNotice(
            new NoticeDraft
            {
                Template = NoticeTemplates.Breach,
                Channel = Channel.Email,
                Language = command.Language,
                To = new NoticeAddress(name, email!.Value),
                Values = values,
            });
        row.Details = scope.SealIncident(row.NumberOf(), details with { NoticeId = notice.Id });
        return default(Done);
    }
}

/// <summary>When the notice of a breach has gone out, the authorised body is notified. Law 25.</summary>
public sealed class BreachNoticeDelivered : INoticeDelivered
{
    public async Task DeliveredAsync(OperationScope scope, NoticeRow notice, CancellationToken cancellation)
    {
        if (!string.Equals(notice.Template, NoticeTemplates.Breach, StringComparison.Ordinal) || notice.SentAt is not { } sentAt)
        {
            return;
        }

        var waiting = await scope.Db.Incidents.Where(row => row.IsBreach && row.NotifiedAt == null && row.ClosedAt == null).ToListAsync(cancellation);
        if (waiting.Find(row => scope.OpenIncident(row).NoticeId == notice.Id) is { } told)
        {
            await IncidentJournal.NotifiedAsync(scope, told, sentAt, cancellation);
            told.Version++;
        }
    }
}
