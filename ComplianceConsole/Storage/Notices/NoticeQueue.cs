using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Storage.Notices;

/// <summary>Lays notices into the outbox.</summary>
public static class NoticeQueue
{
    private const string UnknownDomain = "console.invalid";

    /// <summary>
    /// Lays a notice into the outbox, in the transaction of the decision it tells of: it goes out if and only if the decision is
    /// committed. Its key is made durably before its row; the sweep removes one that no row followed.
    /// </summary>
    /// <param name="scope">The use case that decides; it stages the entry of its decision itself.</param>
    /// <param name="draft">The notice.</param>
    public static NoticeRow QueueNotice(this OperationScope scope, NoticeDraft draft)
    {
        if (!NoticeTemplates.All.Contains(draft.Template, StringComparer.Ordinal))
        {
            throw new ArgumentException("There is no template of this code.", nameof(draft));
        }

        var sealer = scope.CreateNotice();
        var row = new NoticeRow
        {
            Id = sealer.Id,
            Template = draft.Template,
            Channel = draft.EffectiveChannel,
            Language = draft.Language,
            RequestId = draft.RequestId,
            SubjectId = draft.SubjectId,
            RecipientId = draft.RecipientId,
            QueuedAt = scope.Now,
            QueuedBy = scope.Actor.Name,
            QueuedById = scope.Actor.Id,
            MessageId = NewMessageId(scope),
            NextAttemptAt = draft.EffectiveChannel == Channel.Email ? scope.Now : null,
            AcknowledgeBefore = draft.AcknowledgeBefore,
            Content = sealer.Seal(new NoticeContent(draft.To, draft.Values, draft.Attachment)),
        };
        scope.Db.Notices.Add(row);
        scope.Changed(row);
        return row;
    }

    /// <summary>Takes a notice back that waits: its content and key go, and nobody reads it.</summary>
    /// <param name="scope">The use case; it stages the entry of its decision itself.</param>
    /// <param name="row">The notice, tracked.</param>
    public static void TakeBack(this OperationScope scope, NoticeRow row)
    {
        row.State = NoticeState.Cancelled;
        scope.Forget(row);
        scope.Changed(row);
    }

    /// <summary>Whether the sender has it in hand: it may be out already.</summary>
    public static bool IsBeingSent(this NoticeRow row, Instant now) =>
        row is { State: NoticeState.Queued, Channel: Channel.Email, Attempts: > 0, Failure: null } && row.NextAttemptAt > now;

    /// <summary>Takes content and key from a notice that no longer waits: the row first, the key after the commit. Policy 2.1(10).</summary>
    internal static void Forget(this OperationScope scope, NoticeRow row)
    {
        row.Content = null;
        row.NextAttemptAt = null;
        scope.RemoveAfterwards(KeyHolder.Notice, row.Id);
    }

    // Random, so that it says nothing of anybody; the organisation's own domain, since receivers distrust a foreign one.
    private static string NewMessageId(OperationScope scope)
    {
        var email = scope.Db.Organisations.Select(row => row.Email).FirstOrDefault();
        return $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@{DomainOf(email)}";
    }

    private static string DomainOf(string? email)
    {
        var at = email?.LastIndexOf('@') ?? -1;
        if (at < 0)
        {
            return UnknownDomain;
        }

        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(email![(at + 1)..]).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // The framework's only way to say that a domain is misspelt.
            return UnknownDomain;
        }
    }
}
