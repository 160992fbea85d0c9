using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.ThirdParties;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>What a withdrawal will do.</summary>
/// <param name="Plan">What ends and what is left.</param>
/// <param name="DestroyBy">The day until which the data is to be destroyed; null where a purpose remains.</param>
/// <param name="Recipients">The names of the third parties that will be told.</param>
/// <param name="Letter">The letter the person will get, still without the number of the request.</param>
public sealed record WithdrawalPreview(ConsentEndPlan Plan, LocalDate? DestroyBy, IReadOnlyList<string> Recipients, WrittenNotice Letter);

/// <summary>A withdrawal that was recorded.</summary>
/// <param name="Number">The request as which it is registered.</param>
/// <param name="Lost">The codes of the purposes whose processing stopped.</param>
/// <param name="DestroyBy">The day until which the data is to be destroyed; null where a purpose remains.</param>
/// <param name="Told">How many third parties are told.</param>
public sealed record WithdrawalMade(RequestNumber Number, IReadOnlyList<string> Lost, LocalDate? DestroyBy, int Told);

/// <summary>
/// Withdraws consent on a document that has just come in: by act, by purpose or as a whole. In one transaction it is registered as a
/// request, granted and carried out, the document is sealed under the subject's key, and the letter that confirms it is laid into the
/// outbox. Processing stops with the commit. Policy 4.5, 8.3, 9.6, Law 8(7).
/// </summary>
public sealed class WithdrawConsent(Operation operation, RegisterReader registers)
{
    /// <summary>What it would do, with the letter; nothing is changed.</summary>
    /// <returns>It; or what <see cref="HandleAsync"/> would be refused with.</returns>
    public async Task<Result<WithdrawalPreview>> PreviewAsync(Actor actor, WithdrawalForm form, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<WithdrawalPreview>(
            actor,
            Right.ChangeConsents,
            "consent.preview",
            async (scope, token) =>
            {
                if (!(await BeginAsync(scope, form, token)).TryGet(out var begun, out var refusal))
                {
                    return refusal;
                }

                var (read, plan) = (begun.Form, begun.Plan);
                var destroyBy = await scope.OwedDestructionAsync(form.Subject, token)
                    ?? (plan.EndsRecord ? await DestroyByAsync(scope, read.Withdrawal.At, token) : null);
                var recipients = await scope.ReadRecipientsOfAsync(form.Subject, plan.Lost, token);
                var letter = ConfirmationOfWithdrawal.Preview(
                    read, begun.Record.Shown.FullName, WithdrawalLetter.Values(Withdrawn(plan), plan.After, destroyBy, recipients.Count), snapshot, scope.Now);
                return new WithdrawalPreview(plan, destroyBy, recipients, letter);
            },
            cancellation);
    }

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
                if (!(await BeginAsync(scope, form, token)).TryGet(out var begun, out var refusal))
                {
                    return refusal;
                }

                var (record, read) = (begun.Record, begun.Form);
                var request = await RegisterAsync(scope, record, read, token);
                var number = request.NumberOf();
                var withdrawal = read.Withdrawal with { RequestId = request.Id, Proof = $"{number} {read.Withdrawal.Proof}".TrimEnd() };
                if (!(await scope.WithdrawConsentAsync(record, withdrawal, token)).TryGet(out var ended, out refusal))
                {
                    return refusal;
                }

                await scope.CarryOutAsync(request, RequestKind.Withdrawal, scope.Now, string.Join(", ", ended.Plan.Lost), token);
                var (told, destroyBy) = (ended.Notices.Count, ended.Destruction?.DueDay ?? await scope.OwedDestructionAsync(form.Subject, token));
                ConfirmationOfWithdrawal.Queue(
                    scope,
                    request,
                    read,
                    record.Shown.FullName,
                    WithdrawalLetter.Values(Withdrawn(ended.Plan), ended.Plan.After, destroyBy, told));
                return new WithdrawalMade(number, ended.Plan.Lost, destroyBy, told);
            },
            cancellation);

    // Nothing is written before the withdrawal is known to be possible: a request's key would be left behind.
    private static async Task<Result<Begun>> BeginAsync(OperationScope scope, WithdrawalForm form, CancellationToken cancellation)
    {
        if (!form.Read(scope.Now).TryGet(out var read, out var refusal)
            || !(await ConsentJournal.OpenAsync(scope, form.Subject, Uses.Withdraw, form.Mark, cancellation)).TryGet(out var record, out refusal)
            || !ConsentEndings.Withdraw(
                await scope.ReadConsentsAsync(form.Subject.Number, cancellation),
                await scope.ReadPurposeGroundsAsync(cancellation),
                read.Withdrawal,
                scope.Now).TryGet(out var plan, out refusal))
        {
            return refusal;
        }

        return new Begun(read, record, plan);
    }

    private static async Task<RequestRow> RegisterAsync(
        OperationScope scope, OpenRecord record, ReadWithdrawal read, CancellationToken cancellation)
    {
        var request = await scope.RegisterRequestAsync(
            new NewRequest
            {
                Kinds = [RequestKind.Withdrawal],
                Applicant = ApplicantKind.Subject,
                Channel = read.Withdrawal.Channel,
                ReceivedAt = read.Withdrawal.At,
                Subject = record.Subject,
                IdentityCheck = read.Check,
                Language = read.Language,
                Details = new RequestDetails(record.Shown.FullName, read.ReplyTo, read.Withdrawal.Proof, Representation: null),
                Documents = read.File is { } file ? [file] : [],
            },
            cancellation);
        await scope.TakeAsync(request, RequestStep.ConfirmIdentity, matter: null, note: null, cancellation);
        scope.Record(
            request, ProcessingAction.Use, "8.3", new { number = request.NumberOf().ToString(), check = read.Check.ToString() });
        var matter = request.Matter(RequestKind.Withdrawal);
        (matter.Decision, matter.DecidedAt) = (MatterDecision.Granted, scope.Now);
        await scope.TakeAsync(request, RequestStep.Decide, RequestKind.Withdrawal, note: null, cancellation);
        return request;
    }

    private static IEnumerable<string> Withdrawn(ConsentEndPlan plan) => plan.Endings.SelectMany(ending => ending.Purposes);

    private static async Task<LocalDate> DestroyByAsync(OperationScope scope, Instant trigger, CancellationToken cancellation)
    {
        var rules = await scope.ReadDutyRulesAsync(cancellation);
        return Duty.Start(rules.Book.CatalogueAt(trigger)[DutyKind.DestroyAfterPurpose], trigger, rules.Calendar).Leading.DueDay;
    }

    private sealed record Begun(ReadWithdrawal Form, OpenRecord Record, ConsentEndPlan Plan);
}
