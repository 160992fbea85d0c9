using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Notices;

/// <summary>Reads a notice with what it says, before it goes out; staff see the e-mail address masked. Policy 8.3.</summary>
public sealed class ReadNotice(Operation operation, RegisterReader registers, MailSettings mail)
{
    /// <summary>Reads it.</summary>
    public async Task<Result<NoticeView>> HandleAsync(Actor actor, long id, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<NoticeView>(
            actor,
            Right.ReadNotices,
            "notice.read",
            async (scope, ct) =>
            {
                if (!(await scope.FindNoticeAsync(id, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                scope.Record(row, ProcessingAction.Use);
                var line = (await scope.LinesAsync(scope.Db.Notices.AsNoTracking().Where(notice => notice.Id == id), ct))[0];
                var canBePosted = row.WaitsForPerson(mail.IsConfigured());
                var canBeTakenBack = actor.MayTakeBack(row) && row.CanBeTakenBack(scope.Now);
                var (standing, content) = scope.OpenContent(row);
                if (content is null)
                {
                    return new NoticeView(line, row.MessageId, standing, Letter: null, EnclosureSize: null)
                    {
                        CanBePosted = canBePosted,
                        CanBeTakenBack = canBeTakenBack,
                    };
                }

                var isMasked = Rights.ClearanceOf(actor.Roles) != Clearance.Full;
                var shown = isMasked && content.To.Email is { } email ? content with { To = content.To with { Email = Masking.Email(email) } } : content;
                var letter = NoticeWriter.Write(row.Template, row.Language, shown, snapshot, AlmatyZone.DayOf(scope.Now));

                // The file itself is opened at an address of its own, by whoever may.
                return new NoticeView(
                    line,
                    row.MessageId,
                    standing,
                    letter with { Attachment = letter.Attachment is { } file ? file with { Content = [] } : null },
                    content.Attachment?.Content.Length)
                {
                    CanBePosted = canBePosted,
                    CanBeTakenBack = canBeTakenBack,
                };
            },
            cancellation);
    }
}
