using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Consents;

/// <summary>Consents in the stores of a test.</summary>
internal static class ConsentStores
{
    public static readonly string[] RegistrationPurposes = ["3.2.1", "3.2.2", "3.2.3", "3.2.5", "3.2.6"];

    /// <summary>A subject who registered a month ago and asked for the newsletter.</summary>
    public static async Task<SubjectId> AddRegisteredAsync(this TestStores stores, LocalDate? until = null, params (string Code, string Value)[] more)
    {
        var subject = await stores.AddSubjectAsync(
            [(FieldCode.LastName, "Ermekova"), (FieldCode.FirstName, "Aigerim"), (FieldCode.Email, "a.ermekova@example.kz"), .. more]);
        var at = stores.Clock.Now - Duration.FromDays(30);
        await stores.AddConsentAsync(subject, Consent(at, ConsentAct.Registration, RegistrationPurposes) with { Until = until });
        await stores.AddConsentAsync(subject, Consent(at, ConsentAct.Newsletter, ["3.2.4"]) with { Until = until });
        return subject;
    }

    public static ConsentEvent Consent(
        Instant at, ConsentAct act, IReadOnlyList<string> purposes, ConsentEventKind kind = ConsentEventKind.Given) =>
        new(at, act, kind, "2025-03", Channel.Resource, purposes, "Row 7 of the export");

    public static async Task AddConsentAsync(this TestStores stores, SubjectId subject, ConsentEvent consent) =>
        Assert.True((await stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.consent",
            async (scope, cancellation) =>
            {
                var row = await scope.Db.Subjects.SingleAsync(one => one.Id == subject.Number, cancellation);
                var sequence = row.NextSequence++;
                scope.Db.ConsentEvents.Add(consent.ToRow(
                    row.Id, sequence, scope.Seal<ConsentEventRow, string>(row, sequence, nameof(ConsentEventRow.Proof), consent.Proof)));
                scope.Record(ProcessingAction.Collection, "4.2.1", subject);
                return default(Done);
            },
            CancellationToken.None)).IsDone);

    /// <summary>Withdraws as the responsible person.</summary>
    public static Task<Result<ConsentEnded>> WithdrawAsync(this TestStores stores, SubjectId subject, ConsentWithdrawal withdrawal) =>
        stores.Operation.ChangeAsync<ConsentEnded>(
            Actors.Dpo,
            Right.ChangeConsents,
            "test.withdraw",
            async (scope, cancellation) =>
                (await scope.OpenAsync(subject, Uses.Withdraw, cancellation)).TryGet(out var record, out var refusal)
                    ? await scope.WithdrawConsentAsync(record, withdrawal, cancellation)
                    : refusal,
            CancellationToken.None);

    public static async Task<T> QueryAsync<T>(this TestStores stores, Func<RecordsContext, Task<T>> query)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return await query(db);
    }
}
