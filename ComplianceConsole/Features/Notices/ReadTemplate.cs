using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;

namespace ComplianceConsole.Features.Notices;

/// <summary>Shows how a notice reads, with invented values under the organisation's own name.</summary>
public sealed class ReadTemplate(Operation operation, RegisterReader registers)
{
    /// <summary>The languages notices are written in.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "ru", "kk"];

    /// <summary>Reads it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="template">The code of the template.</param>
    /// <param name="language">Two-letter code of the language.</param>
    /// <param name="reader">To whom it goes, one of <see cref="NoticeSamples.ReadersOf"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>It; or <see cref="NotFound"/> where there is no such template, language or reader of it.</returns>
    public async Task<Result<WrittenNotice>> HandleAsync(
        Actor actor, string template, string language, ApplicantKind reader, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<WrittenNotice>(
            actor,
            Right.ReadRegisters,
            "notice.template",
            (scope, _) =>
            {
                if (!NoticeTemplates.All.Contains(template, StringComparer.Ordinal)
                    || !Languages.Contains(language, StringComparer.Ordinal)
                    || !NoticeSamples.ReadersOf(template).Contains(reader))
                {
                    return Task.FromResult<Result<WrittenNotice>>(new NotFound("Notice"));
                }

                scope.Record(ProcessingAction.Administration, clause: null);
                return Task.FromResult<Result<WrittenNotice>>(
                    NoticeWriter.Write(template, language, NoticeSamples.Of(template, language, reader), snapshot, AlmatyZone.DayOf(scope.Now)));
            },
            cancellation);
    }
}
