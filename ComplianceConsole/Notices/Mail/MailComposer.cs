using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Registers;
using MimeKit;
using NodaTime;

namespace ComplianceConsole.Notices.Mail;

/// <summary>Makes an e-mail of a notice in words: plain text, and the file that goes with it.</summary>
public static class MailComposer
{
    /// <summary>Composes the e-mail.</summary>
    /// <param name="notice">The notice in words.</param>
    /// <param name="messageId">Its Message-ID, the same at every sending.</param>
    /// <param name="registers">The organisation, from whose address it comes unless the settings name another.</param>
    /// <param name="settings">The settings of e-mail.</param>
    /// <param name="at">When it is sent.</param>
    /// <returns>The e-mail; null where the recipient's address is none.</returns>
    public static MimeMessage? Compose(WrittenNotice notice, string messageId, RegisterSnapshot registers, MailSettings settings, Instant at)
    {
        if (!MailboxAddress.TryParse(notice.To.Email, out var to) || registers.Organisation is not { } organisation)
        {
            return null;
        }

        var message = new MimeMessage
        {
            MessageId = messageId,
            Subject = notice.Subject,
            Date = at.ToDateTimeOffset(),
            Body = BodyOf(notice),
        };
        message.From.Add(new MailboxAddress(organisation.Name.In(notice.Language), settings.From.Length > 0 ? settings.From : organisation.Email));
        message.To.Add(new MailboxAddress(notice.To.Name, to.Address));
        var replyTo = settings.ReplyTo.Length > 0 ? settings.ReplyTo : registers.Appointment?.Email;
        if (replyTo is not null && MailboxAddress.TryParse(replyTo, out var reply))
        {
            message.ReplyTo.Add(new MailboxAddress(registers.Appointment?.Name, reply.Address));
        }

        return message;
    }

    private static MimeEntity BodyOf(WrittenNotice notice)
    {
        var text = new TextPart("plain") { Text = notice.Text };
        text.Headers.Add(HeaderId.ContentLanguage, notice.Language);
        return notice.Attachment is { } file
            ? new Multipart("mixed")
            {
                text,
                new MimePart(file.ContentType)
                {
                    FileName = file.FileName,
                    Content = new MimeContent(new MemoryStream(file.Content, writable: false)),
                    ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = file.FileName },
                    ContentTransferEncoding = ContentEncoding.Base64,
                },
            }
            : text;
    }
}
