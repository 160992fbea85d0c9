using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Notices;

/// <summary>A file to print.</summary>
/// <param name="Name">The file's name: numbers only.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record NoticeFile(string Name, string ContentType, byte[] Bytes);

/// <summary>Opens what is printed: a notice as a letter, and the file enclosed. Each opening is recorded. Policy 8.3, 9.1.</summary>
public sealed class OpenNoticeFile(Operation operation, RegisterReader registers, LetterPrinter printer)
{
    /// <summary>The letter as a PDF.</summary>
    public async Task<Result<NoticeFile>> LetterAsync(Actor actor, long id, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        var opened = await OpenAsync<WrittenNotice>(
            actor,
            Right.ReadNotices,
            id,
            "notice.print",
            (scope, row, content) => NoticeWriter.Write(row.Template, row.Language, content, snapshot, AlmatyZone.DayOf(scope.Now)),
            cancellation);
        return opened.Then(letter => new NoticeFile(
            string.Create(CultureInfo.InvariantCulture, $"notice-{id}.pdf"), "application/pdf", printer.Print(letter, snapshot)));
    }

    /// <summary>The file enclosed, which may hold everything about a person: for the responsible person alone.</summary>
    public Task<Result<NoticeFile>> EnclosureAsync(Actor actor, long id, CancellationToken cancellation) =>
        OpenAsync<NoticeFile>(
            actor,
            Right.HandleRequest,
            id,
            "notice.enclosure",
            (_, _, content) => content.Attachment is { } file ? new NoticeFile(file.FileName, file.ContentType, file.Content) : new NotFound("File"),
            cancellation);

    private Task<Result<T>> OpenAsync<T>(
        Actor actor, Right right, long id, string name, Func<OperationScope, NoticeRow, NoticeContent, Result<T>> use, CancellationToken cancellation) =>
        operation.ReadAsync<T>(
            actor,
            right,
            name,
            async (scope, ct) =>
            {
                if (!(await scope.FindNoticeAsync(id, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                scope.Record(row, ProcessingAction.Extraction);
                var (standing, content) = scope.OpenContent(row);
                return content is not null ? use(scope, row, content)
                    : standing == ContentStanding.Closed && scope.BlockOf(row) is { } blocked ? blocked
                    : new NotFound("File");
            },
            cancellation);
}
