using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Holds;

/// <summary>A reason to keep data as it is typed. Law 8(2).</summary>
public sealed record HoldForm
{
    /// <summary>The most characters of what it rests on.</summary>
    public const int LongestBasis = 500;

    /// <summary>Why.</summary>
    public HoldKind? Kind { get; init; }

    /// <summary>What it rests on: a contract, an article, a case.</summary>
    public string? Basis { get; init; }

    /// <summary>The last day it is known to stand.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Not what is typed, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(HoldForm);
}

/// <summary>
/// Sets and lifts the reasons for which data must be kept for now. While one stands the data cannot be destroyed, whatever is due; the database
/// refuses it too. A term that has run out lifts nothing: a person does. Law 8(2).
/// </summary>
public sealed class KeepHolds(Operation operation)
{
    /// <summary>Sets one.</summary>
    /// <returns>Its number within the subject; or <see cref="InvalidInputs"/>, <see cref="RecordDestroyed"/>, <see cref="DestructionUnderWay"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<int>> SetAsync(Actor actor, SubjectId subject, HoldForm form, CancellationToken cancellation) =>
        operation.ChangeAsync<int>(
            actor,
            Right.DestroySubject,
            "hold.set",
            async (scope, ct) =>
            {
                if (!DestructionCase.Find(scope, subject).TryGet(out var row, out var refusal) || !Read(form).TryGet(out var basis, out refusal))
                {
                    return refusal;
                }

                var last = await scope.Db.LegalHolds.Where(hold => hold.SubjectId == row.Id).MaxAsync(hold => (int?)hold.Number, ct);
                var number = (last ?? 0) + 1;
                scope.Db.LegalHolds.Add(
                    new LegalHoldRow
                    {
                        SubjectId = row.Id,
                        Number = number,
                        Kind = form.Kind!.Value,
                        Basis = scope.SealBasis(row.Id, number, basis),
                        Until = form.Until,
                        SetAt = scope.Now,
                        SetById = scope.Actor.Id,
                        SetByName = scope.Actor.Name,
                    });
                scope.Record(ProcessingAction.Administration, "4.5", subject, new { hold = number, kind = form.Kind.Value.ToString() });
                scope.ChangedDuties();
                return number;
            },
            cancellation);

    /// <summary>Lifts one.</summary>
    /// <returns>Done; or <see cref="NothingToDo"/> where it was lifted already, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> LiftAsync(Actor actor, SubjectId subject, int number, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.DestroySubject,
            "hold.lift",
            async (scope, ct) =>
            {
                if (!DestructionCase.Find(scope, subject).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                var hold = await scope.Db.LegalHolds.SingleOrDefaultAsync(one => one.SubjectId == row.Id && one.Number == number, ct);
                if (hold is null)
                {
                    return new NotFound("Hold");
                }

                if (hold.LiftedAt is not null)
                {
                    return new NothingToDo();
                }

                (hold.LiftedAt, hold.LiftedById, hold.LiftedByName) = (scope.Now, scope.Actor.Id, scope.Actor.Name);
                scope.Record(ProcessingAction.Administration, "4.5", subject, new { hold = number });
                scope.ChangedDuties();
                return default(Done);
            },
            cancellation);

    private static Result<string> Read(HoldForm form)
    {
        var problems = new List<InvalidInput>();
        if (form.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            problems.Add(new InvalidInput("HoldKind", "Choose"));
        }

        var basis = TextCleaning.Clean(form.Basis).Value;
        if (basis.Length is 0 or > HoldForm.LongestBasis)
        {
            problems.Add(basis.Length == 0 ? new InvalidInput("HoldBasis", "Required") : new InvalidInput("HoldBasis", "TooLong", HoldForm.LongestBasis));
        }

        return problems.Count > 0 ? new InvalidInputs(problems) : basis;
    }
}
