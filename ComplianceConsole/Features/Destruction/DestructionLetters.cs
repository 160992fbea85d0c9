using System.Globalization;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.ThirdParties;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Features.Destruction;

/// <summary>
/// The letters that tell of a destruction or a depersonalisation: written while their readers can still be named, under keys of their own, and held until it is true.
/// Policy 9.4.
/// </summary>
internal static class DestructionLetters
{
    /// <summary>Lays them into the outbox.</summary>
    /// <param name="scope">The use case that decides.</param>
    /// <param name="row">Whose data.</param>
    /// <param name="ground">On what; a request tells its applicant itself.</param>
    /// <param name="language">The language in which the person is told; null where nobody is to be told.</param>
    /// <param name="isDepersonalised">Whether figures remain, so that the letters speak of depersonalisation. Policy 2.1(11).</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many there are.</returns>
    public static async Task<Result<int>> WriteAsync(
        OperationScope scope, SubjectRow row, DestructionGround ground, string? language, bool isDepersonalised, CancellationToken cancellation)
    {
        var recipients = await scope.NotifyRecipientsAsync(
            row,
            new RecipientNotice
            {
                Template = isDepersonalised ? NoticeTemplates.RecipientDepersonalised : NoticeTemplates.RecipientDestroyed,
                Clause = ground.Clause,
                RequestId = ground.RequestId,
            },
            cancellation);
        foreach (var notice in recipients)
        {
            notice.HoldUntilDestroyed();
        }

        return ground.Request is not null || language is null
            ? recipients.Count
            : scope.Open(row, Uses.TellOfDestruction(ground.Clause))
                .Then(record => recipients.Count + (Tell(scope, record, ground, language, recipients.Count, isDepersonalised) ? 1 : 0));
    }

    private static bool Tell(OperationScope scope, OpenRecord record, DestructionGround ground, string language, int recipients, bool isDepersonalised)
    {
        var profile = record.Held;
        if (profile[FieldCode.Email] is not { Length: > 0 } email)
        {
            return false;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Clause] = ground.Clause,
            [NoticeValues.Fields] = string.Join(',', DestructionCase.FieldsOf(profile)),
        };
        if (recipients > 0)
        {
            values[NoticeValues.Recipients] = recipients.ToString(CultureInfo.InvariantCulture);
        }

        scope.QueueNotice(
            new NoticeDraft
            {
                Template = isDepersonalised ? NoticeTemplates.Depersonalised : NoticeTemplates.Destroyed,
                Channel = Channel.Email,
                Language = language,
                To = new NoticeAddress(
                    string.Join(' ', new[] { profile[FieldCode.FirstName], profile[FieldCode.LastName] }.Where(part => !string.IsNullOrEmpty(part))), email),
                Values = values,
                SubjectId = record.Subject.Number,
            }).HoldUntilDestroyed();
        return true;
    }
}
