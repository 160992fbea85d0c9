using System.Globalization;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>An act as a file.</summary>
/// <param name="Name">Its name, without personal data.</param>
/// <param name="Content">The PDF.</param>
public sealed record ActFile(string Name, byte[] Content);

/// <summary>
/// Issues the act of a destruction from what is kept of it. It can be issued again at any time and says the same, but for what was told to third
/// parties and destroyed by hand since. Policy 2.1(10).
/// </summary>
public sealed class IssueDestructionAct(Operation operation, IReportRenderer renderer)
{
    /// <summary>Issues it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="subject">Whose data was destroyed.</param>
    /// <param name="language">The language of the reader: en, ru or kk.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>It; or <see cref="InvalidInput"/>, <see cref="DestructionUnderWay"/> while it is not at its end, <see cref="NotFound"/>.</returns>
    public async Task<Result<ActFile>> HandleAsync(Actor actor, SubjectId subject, string? language, CancellationToken cancellation)
    {
        var gathered = await operation.ReadAsync<DestructionActModel>(
            actor, Right.ReadDestructions, "destruction.act", (scope, ct) => GatherAsync(scope, subject, language, ct), cancellation);
        if (!gathered.TryGet(out var model, out var refusal))
        {
            return refusal;
        }

        return await Task.Run(() => Draw(model, language!), cancellation);
    }

    private ActFile Draw(DestructionActModel model, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        using var pdf = new MemoryStream();

        // The file's own time is that of the destruction, so that the same act is the same bytes.
        renderer.Render(
            DestructionActReport.Create(model, culture), pdf, new RenderOptions { Language = culture, Clock = new TimeOfAct(model.DestroyedAt) });
        return new ActFile($"{(model.Number.Length > 0 ? model.Number : model.Subject)}-{language}.pdf", pdf.ToArray());
    }

    private static async Task<Result<DestructionActModel>> GatherAsync(
        OperationScope scope, SubjectId subject, string? language, CancellationToken cancellation)
    {
        if (language is not ("en" or "ru" or "kk"))
        {
            return new InvalidInput("Language", "Choose");
        }

        var row = await scope.Db.Destructions.AsNoTracking().SingleOrDefaultAsync(one => one.SubjectId == subject.Number, cancellation);
        if (row is not { DestroyedAt: { } at } || await DestroyedEntry.FindAsync(scope, subject, at, cancellation) is not { } entry)
        {
            return row is null ? new NotFound("Subject") : new DestructionUnderWay(subject);
        }

        scope.Record(ProcessingAction.Use, "2.1(10)", subject);
        var culture = CultureInfo.GetCultureInfo(language);
        var (found, issued) = (row.FactsOf(), row.ActFactsOf());
        var request = row.RequestId is { } id
            ? await scope.Db.Requests.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation)
            : null;
        return new DestructionActModel
        {
            Number = row.ActNumberOf()?.ToString() ?? "",
            Organisation = issued.Organisation?.In(culture) ?? "",
            Address = issued.Address?.In(culture) ?? "",
            Bin = issued.Bin ?? "",
            Responsible = issued.Responsible ?? "",
            Post = issued.Posts?.In(culture) ?? issued.Post ?? "",
            Subject = subject.ToString(),
            DestroyedAt = at,
            DecidedAt = row.DecidedAt,
            DecidedBy = ActorText.Of(row.ActorId, row.ActorName, culture),
            ProposedBy = found.ProposedBy ?? "",
            ProposedAt = found.ProposedAt,
            Clause = row.Clause,
            Ground = GroundOf(row, found, culture),
            Request = request?.NumberOf().ToString() ?? found.Request ?? "",
            DueDay = found.DueDay,
            IsOnTime = at < found.DueBefore,
            FurtherClause = found.FurtherClause ?? "",
            FurtherDueDay = found.FurtherDueDay,
            IsFurtherOnTime = at < found.FurtherDueBefore,
            BlockedAt = found.BlockedAt,
            Categories =
            [
                .. found.Fields
                    .GroupBy(FieldGroups.Of)
                    .OrderBy(group => group.Key)
                    .Select(group => new ActCategory(EnumText.Of(group.Key, culture), [.. group.Select(code => FieldText.Label(code, culture))])),
            ],
            Counts = row.Facts is null
                ? null
                : new ActCounts(found.Changes, found.Consents, found.Documents, found.Reports, found.Transfers),
            Remains = row.RemainsOf() is { } left
                ? new ActRemains(left.SmallestGroup, left.Together, left.Whole, left.Coarsened, left.Suppressed)
                : null,
            Keyrings = [.. issued.Copies],
            Copies = [.. (await ReadCopies.ReadAsync(scope, subject, cancellation)).Select(copy => Of(copy, culture))],
            Parties = [.. (await ToldParty.ReadAsync(scope, subject, cancellation)).Select(one => new ActParty(one.Name, one.SentAt, one.AcknowledgedAt))],
            Entry = entry.Index,
            Leaf = entry.Leaf,
            Root = await entry.RootAsync(scope, cancellation),
        };
    }

    private static string GroundOf(DestructionRow row, DestructionFacts found, CultureInfo culture) =>
        DutyKindCodes.TryParse(found.DutyKind, out var kind)
            ? ReportText.Get("Act_Ground_" + kind, culture)
            : ReportText.Get(row.RequestId is null ? "Act_Ground_DestroyAfterPurpose" : "Act_Ground_DestroyOnEvidence", culture);

    private static ActCopy Of(CopyView copy, CultureInfo culture) =>
        new(
            copy.Number,
            EnumText.Of(copy.Kind, culture),
            copy.NotedAt,
            copy.DestroyedAt,
            copy.Disposal is { } how ? EnumText.Of(how, culture) : "",
            copy.DestroyedBy ?? "");

    private sealed class TimeOfAct(Instant at) : IClock
    {
        public Instant GetCurrentInstant() => at;
    }
}
