using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>What a change of consents starts from.</summary>
/// <param name="Subject">Whose consents.</param>
/// <param name="Name">The name.</param>
/// <param name="Mark">The state of the history, to be given back with the form.</param>
/// <param name="Now">The moment it was opened.</param>
/// <param name="Standing">What stands.</param>
/// <param name="Cover">How every purpose is covered.</param>
/// <param name="Asking">Open requests of the subject for a withdrawal, which are decided there.</param>
public sealed record ConsentStart(
    SubjectId Subject,
    string Name,
    int Mark,
    Instant Now,
    ConsentStanding Standing,
    PurposeCover Cover,
    IReadOnlyList<RequestNumber> Asking)
{
    /// <summary>Where the person can be written to, as far as it is held.</summary>
    public required ReplyAddresses Reply { get; init; }

    /// <summary>The number alone.</summary>
    public override string ToString() => Subject.ToString();
}

/// <summary>Where a person can be written to.</summary>
/// <param name="Email">The e-mail address; empty where none is held.</param>
/// <param name="Post">The postal address; empty where none is held.</param>
/// <param name="Language">The language of the person's last request; null where there was none.</param>
public sealed record ReplyAddresses(string Email, string Post, string? Language)
{
    /// <summary>Not where, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(ReplyAddresses);
}

/// <summary>Opens a subject's consents to change them. Policy 4.4, 4.5.</summary>
public sealed class StartConsentChange(Operation operation)
{
    /// <summary>Reads what stands.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="subject">Whose consents.</param>
    /// <param name="use">What for: <see cref="Uses.Withdraw"/>, <see cref="Uses.Extend"/> or <see cref="Uses.AchievePurpose"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>It; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<ConsentStart>> HandleAsync(Actor actor, SubjectId subject, Use use, CancellationToken cancellation) =>
        operation.ReadAsync<ConsentStart>(
            actor,
            Right.ChangeConsents,
            "consent.start",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, use, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                var standing = ConsentStanding.Of(await scope.ReadConsentsAsync(subject.Number, token));
                var register = await scope.ReadPurposeGroundsAsync(token);
                var asking = await scope.Db.Requests.AsNoTracking()
                    .Where(row => row.SubjectId == subject.Number && row.Matters.Any(matter => matter.Kind == RequestKind.Withdrawal && matter.CarriedOutAt == null))
                    .Where(row => row.Stage != RequestStage.Closed && row.Stage != RequestStage.Refused)
                    .OrderBy(row => row.Year)
                    .ThenBy(row => row.Serial)
                    .Select(row => new RequestNumber(row.Year, row.Serial))
                    .ToListAsync(token);
                return new ConsentStart(
                    subject,
                    record.Shown.FullName,
                    record.Row.NextSequence,
                    scope.Now,
                    standing,
                    PurposeCover.Of(standing, register, AlmatyZone.DayOf(scope.Now)),
                    asking)
                {
                    Reply = new ReplyAddresses(
                        record.Shown[FieldCode.Email] ?? "",
                        record.Shown[FieldCode.LegalAddress] ?? "",
                        await scope.Db.Requests.AsNoTracking()
                            .Where(row => row.SubjectId == subject.Number)
                            .OrderByDescending(row => row.ReceivedAt)
                            .Select(row => row.Language)
                            .FirstOrDefaultAsync(token)),
                };
            },
            cancellation);
}
