using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today.Jobs;

/// <summary>
/// Lays a digest for the responsible person into the outbox: what is overdue, to be done today, to be done within three working days, by
/// target day as on the desk, as numbers and clauses without names. Once for each slot; none where there is nothing to tell.
/// </summary>
public sealed class QueueDigest(Operation operation, RegisterReader registers, JobsSettings settings)
{
    private static readonly TextFamily s_texts = new(nameof(TodayText));

    /// <summary>Lays it.</summary>
    /// <param name="actor">The job.</param>
    /// <param name="slot">The moment it was planned for.</param>
    /// <param name="isReminder">Whether it goes only where something to be done today is still owed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Done; <see cref="NothingToDo"/> where nothing is due, nobody is appointed, or it is laid already.</returns>
    public async Task<Result<Done>> HandleAsync(Actor actor, Instant slot, bool isReminder, CancellationToken cancellation)
    {
        var appointment = (await registers.GetAsync(cancellation)).Appointment;
        return await operation.ChangeAsync<Done>(
            actor,
            Right.Maintain,
            "digest.queue",
            async (scope, token) =>
            {
                if (appointment is null || await IsLaidAsync(scope, slot, token))
                {
                    return new NothingToDo();
                }

                var due = await ReadAsync(scope, token);
                if (due.Count == 0 || (isReminder && !due.Exists(one => one.State == ClockState.DueToday)))
                {
                    return new NothingToDo();
                }

                scope.QueueNotice(
                    new NoticeDraft
                    {
                        Template = NoticeTemplates.Digest,
                        Channel = Channel.Email,
                        Language = settings.Language,
                        To = new NoticeAddress(appointment.Name, appointment.Email),
                        Values = ValuesOf(due, CultureInfo.GetCultureInfo(settings.Language)),
                    });
                scope.Record(ProcessingAction.Administration, "7.1", details: new { duties = due.Sum(one => one.Count) });
                return default(Done);
            },
            cancellation);
    }

    private static Task<bool> IsLaidAsync(OperationScope scope, Instant slot, CancellationToken cancellation) =>
        scope.Db.Notices.AnyAsync(notice => notice.Template == NoticeTemplates.Digest && notice.QueuedAt >= slot, cancellation);

    private static async Task<List<Due>> ReadAsync(OperationScope scope, CancellationToken cancellation)
    {
        var calendar = (await scope.ReadDutyRulesAsync(cancellation)).Calendar;
        var today = AlmatyZone.DayOf(scope.Now);
        var last = ClockReading.LastSoonDay(today, calendar);
        var rows = await scope.Db.Duties
            .Where(duty => duty.EndedAt == null && duty.TargetDay <= last)
            .GroupBy(duty => new { duty.Clause, duty.DueDay, duty.TargetDay })
            .Select(group => new { group.Key.Clause, group.Key.DueDay, group.Key.TargetDay, Count = group.Count() })
            .ToListAsync(cancellation);
        return
        [
            .. rows
                .GroupBy(row => (State: ClockReading.StateOf(row.DueDay, row.TargetDay, today, calendar), row.Clause))
                .Select(group => new Due(group.Key.State, group.Key.Clause, group.Sum(row => row.Count)))
                .OrderBy(due => Array.IndexOf(s_order, due.State))
                .ThenBy(due => due.Clause, StringComparer.Ordinal),
        ];
    }

    private static readonly ClockState[] s_order = [ClockState.Overdue, ClockState.DueToday, ClockState.Soon];

    private static Dictionary<string, string> ValuesOf(List<Due> due, CultureInfo language)
    {
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Lines] = string.Join('\n', due.Select(Line)),
            [NoticeValues.Overdue] = Sum(ClockState.Overdue),
            [NoticeValues.DueToday] = Sum(ClockState.DueToday),
            [NoticeValues.DueSoon] = Sum(ClockState.Soon),
        };

        string Sum(ClockState state) => due.Where(one => one.State == state).Sum(one => one.Count).ToString(CultureInfo.InvariantCulture);

        string Line(Due one) => string.Format(language, s_texts.Find("Digest_" + one.State, language)!, BasisOf(one.Clause, language), one.Count);
    }

    private static string BasisOf(string clause, CultureInfo language)
    {
        const string OfTheLaw = "Law ";
        var isOfTheLaw = clause.StartsWith(OfTheLaw, StringComparison.Ordinal);
        var key = isOfTheLaw ? "LawArticle" : "Clause";
        return string.Format(language, s_texts.Find(key, language)!, isOfTheLaw ? clause[OfTheLaw.Length..] : clause);
    }

    private sealed record Due(ClockState State, string Clause, int Count);
}
