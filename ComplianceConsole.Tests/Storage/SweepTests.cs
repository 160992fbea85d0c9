using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

public sealed class SweepTests
{
    [Fact]
    public async Task Keys_with_records_stay_and_orphans_go_whenever_they_came()
    {
        await using var stores = await TestStores.OpenAsync();
        var sweep = stores.Services.GetRequiredService<Sweep>();
        var before = Orphan(stores, "a@example.kz");
        var held = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        Assert.Equal(1, await sweep.RunAsync(CancellationToken.None));
        var later = Orphan(stores, "a@example.kz");
        Assert.Equal(1, await sweep.RunAsync(CancellationToken.None));

        Assert.Null(stores.Keyring.Open(KeyHolder.Subject, before));
        Assert.Null(stores.Keyring.Open(KeyHolder.Subject, later));
        Assert.True((await stores.ReadAsync(Actors.Dpo, held)).IsDone);
    }

    [Fact]
    public async Task A_damaged_record_does_not_keep_others_from_being_settled()
    {
        await using var stores = await TestStores.OpenAsync();
        var damaged = await stores.AddSubjectAsync((FieldCode.Email, "one@example.kz"));
        var whole = await stores.AddSubjectAsync((FieldCode.Email, "two@example.kz"));
        using (var crash = stores.Keyring.BeginChange())
        {
            Assert.Null(crash.Reserve(IdentifierKind.Email, "one-more@example.kz", damaged.Number, pending: true));
            Assert.Null(crash.Reserve(IdentifierKind.Email, "two-more@example.kz", whole.Number, pending: true));
            crash.Commit();
        }

        TestStores.Sql(stores.Files.Records, $"UPDATE Subjects SET Profile = x'00' WHERE Id = {damaged.Number}");

        await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);

        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.Email, "two-more@example.kz", 1));
        Assert.Equal([whole.Number], stores.Keyring.FindSubjects(IdentifierKind.Email, "two@example.kz", 1));
        Assert.Equal([damaged.Number], stores.Keyring.FindSubjects(IdentifierKind.Email, "one@example.kz", 1));
    }

    [Fact]
    public async Task An_identifier_that_was_taken_away_is_let_go_though_the_letting_go_was_cut_short()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Phone, "+77010000001"));
        TestStores.Sql(
            stores.Files.Keyring,
            "CREATE TRIGGER refuse BEFORE DELETE ON Identifiers BEGIN SELECT RAISE(ABORT, 'disk'); END");
        Assert.True((await TakePhoneAwayAsync(stores, subject, done: true)).IsDone);
        TestStores.Sql(stores.Files.Keyring, "DROP TRIGGER refuse");

        await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);

        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.Phone, "+77010000001", 1));
    }

    [Fact]
    public async Task An_identifier_whose_taking_away_was_refused_stays()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Phone, "+77010000001"));
        Assert.False((await TakePhoneAwayAsync(stores, subject, done: false)).IsDone);

        await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);

        Assert.Equal([subject.Number], stores.Keyring.FindSubjects(IdentifierKind.Phone, "+77010000001", 1));
    }

    private static long Orphan(TestStores stores, string email)
    {
        using var crash = stores.Keyring.BeginChange();
        var orphan = crash.Create(KeyHolder.Subject);
        Assert.Null(crash.Reserve(IdentifierKind.Email, email, orphan.Id, pending: false));
        crash.Commit();
        orphan.Cipher.Dispose();
        return orphan.Id;
    }

    private static Task<Result<Done>> TakePhoneAwayAsync(TestStores stores, SubjectId subject, bool done) =>
        stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.CorrectSubject,
            "test.take",
            async (scope, cancellation) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Correct, cancellation)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                Assert.True(scope.MoveIdentifier(IdentifierKind.Phone, "+77010000001", to: null, subject.Number));
                record.Write(record.Held.With(FieldCode.Phone, null, FieldSource.Correction, scope.Now));
                scope.Changed(record.Row, record.Held);
                return done ? default(Done) : new ChangedMeanwhile(FieldCode.Phone);
            },
            CancellationToken.None);
}
