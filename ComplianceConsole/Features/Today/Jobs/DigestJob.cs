using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Jobs;
using NodaTime;

namespace ComplianceConsole.Features.Today.Jobs;

/// <summary>The digest of a morning, or the reminder of an afternoon.</summary>
public sealed class DigestJob : IConsoleJob
{
    private readonly QueueDigest _digest;
    private readonly bool _isReminder;

    private DigestJob(QueueDigest digest, string name, TimeOnly time, bool isReminder) =>
        (_digest, Name, Plan, _isReminder) = (digest, name, JobPlan.WorkingDays(new LocalTime(time.Hour, time.Minute)), isReminder);

    public string Name { get; }

    public JobPlan Plan { get; }

    /// <summary>Those of the two that the settings ask for.</summary>
    public static IEnumerable<IConsoleJob> Of(JobsSettings settings, QueueDigest digest)
    {
        if (TimeOf(settings.DigestAt) is { } morning)
        {
            yield return new DigestJob(digest, "digest", morning, isReminder: false);
        }

        if (TimeOf(settings.ReminderAt) is { } afternoon)
        {
            yield return new DigestJob(digest, "reminder", afternoon, isReminder: true);
        }
    }

    public async Task<int> RunAsync(Instant slot, CancellationToken cancellation) =>
        (await _digest.HandleAsync(Actor.Job(Name), slot, _isReminder, cancellation)).TryGet(out _, out var refusal) ? 1
        : refusal is NothingToDo ? 0
        : throw new JobFailedException($"The digest could not be laid into the outbox: {refusal.Code}.");

    private static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
