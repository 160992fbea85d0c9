using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>Tells the applicant what became of what was asked: everything that is done or refused and not told yet.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Channel">How it goes, or went.</param>
/// <param name="DoneAt">
/// When it was handed over or sent outside the console; null lays a letter into the outbox, and the duty ends when it goes out.
/// </param>
/// <param name="ReplyTo">Where it goes, where the request names no address.</param>
public sealed record NotifyCommand(RequestNumber Number, int Version, Channel Channel, Instant? DoneAt, string ReplyTo = "");

/// <summary>Writes the closing letters of a request, or records that they were handed over. Policy 8.3, 9.3, 9.4.</summary>
public sealed class NotifyApplicant(Operation operation)
{
    /// <summary>Tells.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, NotifyCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            RequestFlow.RightOf(RequestStep.Notify),
            "request.notify",
            async (scope, ct) =>
            {
                var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.Notify, matter: null, ct);
                if (!found.TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (!Enum.IsDefined(command.Channel))
                {
                    return new InvalidInputs([new InvalidInput("Channel", "Choose")]);
                }

                return command.DoneAt is { } doneAt
                    ? await RecordAsync(scope, row, await ReadyAsync(scope, row, ct), command, doneAt, ct)
                    : await QueueAsync(scope, row, command, ct);
            },
            cancellation);

    /// <summary>What the applicant can be told now.</summary>
    internal static async Task<IReadOnlyList<RequestMatterRow>> ReadyAsync(OperationScope scope, RequestRow row, CancellationToken cancellation)
    {
        var course = await scope.CourseAsync(row, cancellation);
        return [.. row.Matters.Where(matter => RequestFlow.CanBeTold(course, course.Matter(matter.Kind)!)).OrderBy(matter => matter.Kind)];
    }

    /// <summary>What the applicant can be told now, and no letter that waits tells of.</summary>
    internal static async Task<IReadOnlyList<RequestMatterRow>> UnwrittenAsync(
        OperationScope scope, RequestRow row, CancellationToken cancellation)
    {
        var course = await scope.CourseAsync(row, cancellation);
        return [.. (await ReadyAsync(scope, row, cancellation)).Where(matter => !course.Matter(matter.Kind)!.IsNoticeWaiting)];
    }

    private static async Task<Result<Done>> RecordAsync(
        OperationScope scope,
        RequestRow row,
        IReadOnlyList<RequestMatterRow> ready,
        NotifyCommand command,
        Instant doneAt,
        CancellationToken cancellation)
    {
        if (scope.CheckDoneAt("AnsweredAt", doneAt, ready.Max(DoneOf)) is { } problem)
        {
            return new InvalidInputs([problem]);
        }

        await scope.TakeBackLettersAsync(row, ready, cancellation);
        foreach (var matter in ready)
        {
            matter.NotifiedAt = doneAt;
        }

        await scope.TakeAsync(row, RequestStep.Notify, OnlyOf(ready), note: null, cancellation);
        scope.Record(
            row,
            ProcessingAction.Transfer,
            RequestSteps.ClauseOf(ready[0].Kind),
            new { number = command.Number.ToString(), channel = command.Channel.ToString(), at = doneAt });
        return default(Done);
    }

    private static async Task<Result<Done>> QueueAsync(
        OperationScope scope, RequestRow row, NotifyCommand command, CancellationToken cancellation)
    {
        if (command.Channel is not (Channel.Email or Channel.Post))
        {
            return new InvalidInputs([new InvalidInput("AnsweredAt", "Required")]);
        }

        var unwritten = await UnwrittenAsync(scope, row, cancellation);
        if (unwritten.Count == 0)
        {
            return new StepNotOpen(nameof(RequestStep.Notify));
        }

        var written = scope.OpenRequest(row.Id).OpenDetails(row);
        if (!ApplicantLetters.Addressed(written, command.ReplyTo, command.Channel).TryGet(out var details, out var refusal))
        {
            return refusal;
        }

        var told = await ToldMatter.OfAsync(scope, row, unwritten, cancellation);
        foreach (var letter in ApplicantLetters.Closing(row, details, told, command.Channel))
        {
            scope.QueueNotice(letter);
        }

        scope.Changed(row);
        scope.Record(
            row,
            ProcessingAction.Use,
            RequestSteps.ClauseOf(unwritten[0].Kind),
            new { number = command.Number.ToString(), channel = command.Channel.ToString(), queued = true });
        return default(Done);
    }

    private static Instant DoneOf(RequestMatterRow matter) => matter.CarriedOutAt ?? matter.DecidedAt!.Value;

    private static RequestKind? OnlyOf(IReadOnlyList<RequestMatterRow> matters) => matters.Count == 1 ? matters[0].Kind : null;
}
