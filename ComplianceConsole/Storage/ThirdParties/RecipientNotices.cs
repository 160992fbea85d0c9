using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Storage.ThirdParties;

/// <summary>What the third parties that received a subject's data are told.</summary>
public sealed record RecipientNotice
{
    /// <summary>The template, one of <see cref="NoticeTemplates"/> for recipients.</summary>
    public required string Template { get; init; }

    /// <summary>The clause under which they are told.</summary>
    public required string Clause { get; init; }

    /// <summary>The fields concerned; null for all. Who received none of them is not told.</summary>
    public IReadOnlyCollection<string>? FieldCodes { get; init; }

    /// <summary>The purposes concerned; null for all. Who received nothing for any of them is not told.</summary>
    public IReadOnlyCollection<string>? Purposes { get; init; }

    /// <summary>The numbers of the third parties concerned; null for all.</summary>
    public IReadOnlyCollection<long>? Recipients { get; init; }

    /// <summary>
    /// What else is said, for a language: the new value of a corrected field. It goes to nobody who did not receive that field.
    /// </summary>
    public Func<string, string>? TextIn { get; init; }

    /// <summary>The profile by which they know the person, where it has just been changed; null for the present one.</summary>
    public Profile? KnownAs { get; init; }

    /// <summary>The key's number of the request that led to it.</summary>
    public long? RequestId { get; init; }

    /// <summary>The earliest moment at which it may go out; null for at once. An undone block is told to nobody.</summary>
    public Instant? NotBefore { get; init; }
}

/// <summary>Tells third parties what became of data they received. Policy 4.5, 9.3, 9.4, 9.6.</summary>
public static class RecipientNotices
{
    /// <summary>
    /// Lays one notice into the outbox for each third party that received any of the affected fields, in the transaction of the decision.
    /// To be called before the subject's key is destroyed: the notice names whom it concerns by what that third party received.
    /// </summary>
    /// <param name="scope">The use case, one that changes; it stages the entry of its decision itself.</param>
    /// <param name="subject">The subject's row.</param>
    /// <param name="notice">What they are told.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The notices; none where nobody received anything of it.</returns>
    public static async Task<IReadOnlyList<NoticeRow>> NotifyRecipientsAsync(
        this OperationScope scope, SubjectRow subject, RecipientNotice notice, CancellationToken cancellation)
    {
        if (!scope.WasTransferred(subject))
        {
            return [];
        }

        var transfers = await scope.Db.Transfers.AsNoTracking()
            .Where(row => row.SubjectId == subject.Id)
            .Join(scope.Db.Recipients, transfer => transfer.RecipientId, recipient => recipient.Id, (transfer, recipient) => new { transfer, recipient })
            .ToListAsync(cancellation);
        var told = transfers
            .Select(one => (one.recipient, Transfer: new Received(one.transfer.Purpose, ConsentReading.Split(one.transfer.Fields))))
            .Where(one => notice.Recipients?.Contains(one.recipient.Id) ?? true)
            .Where(one => one.Transfer.Concerns(notice.FieldCodes, notice.Purposes))
            .GroupBy(one => one.recipient.Id)
            .OrderBy(group => group.Key)
            .ToList();
        if (told.Count == 0)
        {
            return [];
        }

        var calendar = (await scope.ReadDutyRulesAsync(cancellation)).Calendar;
        var acknowledge = Deadline.Compute(scope.Now, TransferRules.AcknowledgeWithin, calendar);
        var profile = notice.KnownAs ?? scope.HeldOf(subject);
        return [.. told.Select(group => Queue(scope, subject, notice, group.First().recipient, [.. group.Select(one => one.Transfer)], profile, acknowledge))];
    }

    /// <summary>The names of the third parties that received a subject's data for any of the purposes, in order.</summary>
    public static async Task<IReadOnlyList<string>> ReadRecipientsOfAsync(
        this OperationScope scope, SubjectId subject, IReadOnlyCollection<string> purposes, CancellationToken cancellation) =>
        await scope.Db.Transfers.AsNoTracking()
            .Where(row => row.SubjectId == subject.Number && purposes.Contains(row.Purpose))
            .Join(scope.Db.Recipients, transfer => transfer.RecipientId, recipient => recipient.Id, (_, recipient) => recipient.Name)
            .Distinct()
            .OrderBy(name => name)
            .ToListAsync(cancellation);

    /// <summary>
    /// A block is off: letters of it that wait are taken back, and third parties that were told of it are told that it is over. Who complained
    /// is told by the closing letter of the request. Policy 2.1(7).
    /// </summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="subject">The subject's row.</param>
    /// <param name="since">When the block was set.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task TellOfReleaseAsync(
        this OperationScope scope, SubjectRow subject, Instant since, CancellationToken cancellation)
    {
        var unsaid = await scope.Db.Notices
            .Where(row => row.SubjectId == subject.Id && row.Template == NoticeTemplates.Blocked && row.State == NoticeState.Queued)
            .ToListAsync(cancellation);
        unsaid.ForEach(scope.TakeBack);
        if (!scope.WasTransferred(subject))
        {
            return;
        }

        var told = await scope.Db.Notices
            .Where(row => row.SubjectId == subject.Id && row.RecipientId != null && row.QueuedAt >= since)
            .Where(row => row.Template == NoticeTemplates.RecipientBlocked)
            .ToListAsync(cancellation);
        foreach (var row in told.Where(row => row.State == NoticeState.Queued))
        {
            scope.TakeBack(row);
        }

        // What was not handed on while the record stood blocked goes now.
        var held = await scope.Db.Notices
            .Where(row => row.SubjectId == subject.Id && row.Template == NoticeTemplates.RecipientCorrected)
            .Where(row => row.State == NoticeState.Queued && row.Channel == Channel.Email && row.NextAttemptAt == null)
            .ToListAsync(cancellation);
        foreach (var row in held)
        {
            row.NextAttemptAt = scope.Now;
            scope.Changed(row);
        }

        var notice = new RecipientNotice
        {
            Template = NoticeTemplates.RecipientReleased,
            Clause = "2.1(7)",
            Recipients = [.. told.Where(row => row.State is NoticeState.Sent or NoticeState.Acknowledged).Select(row => row.RecipientId!.Value)],
        };
        if (notice.Recipients.Count > 0)
        {
            await scope.NotifyRecipientsAsync(subject, notice, cancellation);
        }
    }

    private static NoticeRow Queue(
        OperationScope scope,
        SubjectRow subject,
        RecipientNotice notice,
        RecipientRow recipient,
        IReadOnlyList<Received> transfers,
        Profile profile,
        Deadline acknowledge)
    {
        var received = transfers.SelectMany(one => one.Fields).ToHashSet(StringComparer.Ordinal);
        var affected = received.Where(field => notice.FieldCodes?.Contains(field, StringComparer.Ordinal) ?? true);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Clause] = notice.Clause,
            [NoticeValues.DoneOn] = LocalDatePattern.Iso.Format(AlmatyZone.DayOf(scope.Now)),
            [NoticeValues.Fields] = string.Join(',', affected.Order(StringComparer.Ordinal)),
            [NoticeValues.Contract] = recipient.ContractNumber,
            [NoticeValues.AcknowledgeBy] = LocalDatePattern.Iso.Format(acknowledge.DueDay),
            [NoticeValues.SubjectReference] = ReferenceOf(subject, profile, received),
        };
        if (recipient.ContractDate is { } day)
        {
            values[NoticeValues.ContractDate] = LocalDatePattern.Iso.Format(day);
        }

        if (notice.TextIn is { } text)
        {
            values[NoticeValues.Text] = text(recipient.Language);
        }

        if (notice.Purposes is { } purposes)
        {
            values[NoticeValues.Purposes] = string.Join(
                ',', transfers.Select(one => one.Purpose).Intersect(purposes, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        if (NameOf(profile, received) is { } name)
        {
            values[NoticeValues.SubjectName] = name;
        }

        var row = scope.QueueNotice(
            new NoticeDraft
            {
                Template = notice.Template,
                Channel = Channel.Email,
                Language = recipient.Language,
                To = new NoticeAddress(recipient.Name, recipient.Email, recipient.Address),
                Values = values,
                RequestId = notice.RequestId,
                SubjectId = subject.Id,
                RecipientId = recipient.Id,
                AcknowledgeBefore = acknowledge.DueBefore,
            });
        if (notice.NotBefore is { } moment)
        {
            row.NextAttemptAt = moment;
        }

        return row;
    }

    // Only what that third party received may name the person to it: nothing new is handed over by a notice.
    private static string? NameOf(Profile profile, HashSet<string> received)
    {
        var parts = new[] { FieldCode.LastName, FieldCode.FirstName }.Where(received.Contains).Select(code => profile[code]).OfType<string>().ToList();
        return parts.Count > 0 ? string.Join(' ', parts) : null;
    }

    private static string ReferenceOf(SubjectRow subject, Profile profile, HashSet<string> received) =>
        new[] { FieldCode.ExternalId, FieldCode.Email, FieldCode.Phone, FieldCode.Bin }
            .Where(received.Contains)
            .Select(code => profile[code])
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? new SubjectId(subject.Id).ToString();

    private sealed record Received(string Purpose, string[] Fields)
    {
        public bool Concerns(IReadOnlyCollection<string>? fields, IReadOnlyCollection<string>? purposes) =>
            (fields is null || Fields.Any(field => fields.Contains(field, StringComparer.Ordinal)))
            && (purposes is null || purposes.Contains(Purpose, StringComparer.Ordinal));
    }
}
