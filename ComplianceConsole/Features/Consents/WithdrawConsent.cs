using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.ThirdParties;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>What a withdrawal will do.</summary>
/// <param name="Plan">What ends and what is left.</param>
/// <param name="DestroyBy">The day until which the data is to be destroyed; null where a purpose remains.</param>
/// <param name="Recipients">The names of the third parties that will be told.</param>
public sealed record WithdrawalPreview(ConsentEndPlan Plan, LocalDate? DestroyBy, IReadOnlyList<string> Recipients);

/// <summary>A withdrawal that was recorded.</summary>
/// <param name="Lost">The codes of the purposes whose processing stopped.</param>
/// <param name="DestroyBy">The day until which the data is to be destroyed; null where a purpose remains.</param>
/// <param name="Told">How many third parties are told.</param>
public sealed record WithdrawalMade(IReadOnlyList<string> Lost, LocalDate? DestroyBy, int Told);

/// <summary>
/// Withdraws consent on a document that came in otherwise than as a registered request: by act, by purpose or as a whole. Processing stops
/// with the commit. Policy 4.5, 9.6, Law 8(7).
/// </summary>
public sealed class WithdrawConsent(Operation operation)
{
    /// <summary>What it would do; nothing is changed.</summary>
    /// <returns>It; or what <see cref="HandleAsync"/> would be refused with.</returns>
    public Task<Result<WithdrawalPreview>> PreviewAsync(Actor actor, WithdrawalForm form, CancellationToken cancellation) =>
        operation.ReadAsync<WithdrawalPreview>(
            actor,
            Right.ChangeConsents,
            "consent.preview",
            async (scope, token) =>
            {
                if (!form.Read(scope.Now).TryGet(out var withdrawal, out var refusal)
                    || !(await ConsentJournal.OpenAsync(scope, form.Subject, Uses.Withdraw, form.Mark, token)).TryGet(out _, out refusal)
                    || !ConsentEndings.Withdraw(
                        await scope.ReadConsentsAsync(form.Subject.Number, token),
                        await scope.ReadPurposeGroundsAsync(token),
                        withdrawal,
                        scope.Now).TryGet(out var plan, out refusal))
                {
                    return refusal;
                }

                return new WithdrawalPreview(
                    plan,
                    plan.EndsRecord ? await DestroyByAsync(scope, withdrawal.At, token) : null,
                    await scope.ReadRecipientsOfAsync(form.Subject, plan.Lost, token));
            },
            cancellation);

    /// <summary>Withdraws.</summary>
    /// <returns>
    /// What was done; or <see cref="InvalidInputs"/>, <see cref="ChangedMeanwhile"/>, <see cref="NothingToWithdraw"/>,
    /// <see cref="WithdrawalHindered"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<WithdrawalMade>> HandleAsync(Actor actor, WithdrawalForm form, CancellationToken cancellation) =>
        operation.ChangeAsync<WithdrawalMade>(
            actor,
            Right.ChangeConsents,
            "consent.withdraw",
            async (scope, token) =>
            {
                if (!form.Read(scope.Now).TryGet(out var withdrawal, out var refusal)
                    || !(await ConsentJournal.OpenAsync(scope, form.Subject, Uses.Withdraw, form.Mark, token)).TryGet(out var record, out refusal)
                    || !(await scope.WithdrawConsentAsync(record, withdrawal, token)).TryGet(out var ended, out refusal))
                {
                    return refusal;
                }

                // Owed from receipt and ended by what was done now: whether it was in time stays on record.
                var answer = await scope.StartDutyAsync(
                    DutyKind.AnswerWithdrawal, withdrawal.At, token, subjectId: form.Subject.Number);
                scope.EndDuty(answer, scope.Now);
                return new WithdrawalMade(ended.Plan.Lost, ended.Destruction?.DueDay, ended.Notices.Count);
            },
            cancellation);

    private static async Task<LocalDate> DestroyByAsync(OperationScope scope, Instant trigger, CancellationToken cancellation)
    {
        var rules = await scope.ReadDutyRulesAsync(cancellation);
        return Duty.Start(rules.Book.CatalogueAt(trigger)[DutyKind.DestroyAfterPurpose], trigger, rules.Calendar).Leading.DueDay;
    }
}
