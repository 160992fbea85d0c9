using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Intake;

/// <summary>What a row does to a subject who is known already.</summary>
public sealed class ImportUpdateTests
{
    [Fact]
    public async Task A_changed_row_is_an_update_with_its_history()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("organization", "LLP Nomad Data"))));

        var imported = await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("organization", "LLP Steppe Software"), ("post", ""))));

        Assert.Equal((1, 0, 0), imported.Counts);
        Assert.Equal((0, 1), (imported.Result.Added, imported.Result.Changed));
        var held = (await stores.ReadAsync(Actors.Dpo, new SubjectId(await OnlyAsync(stores, "u1")))).Value;
        Assert.Equal("LLP Steppe Software", held[FieldCode.Organization]);
        Assert.Equal(FieldSource.UserUpdate, held.Fields[FieldCode.Organization].Source);
        Assert.Null(held[FieldCode.Post]);
        var changes = await ChangesAsync(stores, "u1");
        Assert.Equal(
            [new FieldChange("post", "Engineer", null), new FieldChange("organization", "LLP Nomad Data", "LLP Steppe Software")],
            Assert.Single(changes).Changes);
        await using var db = await Imports.Db(stores);
        Assert.Equal(
            [ConsentEventKind.Given, ConsentEventKind.Confirmed],
            await db.ConsentEvents.Where(consent => consent.Act == ConsentAct.CompanyData).OrderBy(consent => consent.Sequence).Select(consent => consent.Kind).ToListAsync());
        Assert.Contains(await EntriesAsync(db), entry => entry is { Action: "clarification", Clause: "4.2.2", Subjects.Count: 1 });
    }

    [Fact]
    public async Task A_new_email_frees_the_old_one_and_is_found()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1")));

        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("email", "New@Example.kz"), ("phone", "+77010000002"))));

        var subject = await OnlyAsync(stores, "u1");
        Assert.Equal([subject], stores.Keyring.FindSubjects(IdentifierKind.Email, "new@example.kz", 2));
        Assert.Equal([subject], stores.Keyring.FindSubjects(IdentifierKind.Phone, "+77010000002", 2));
        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.Email, "u1@example.kz", 2));
        Assert.Equal((1, 0, 0), (await Imports.ImportAsync(stores, Imports.File(Imports.Row("u2", ("email", "u1@example.kz"))))).Counts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_email_of_another_subject_is_rejected_and_nothing_of_the_row_is_taken(bool dryRun)
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1"), Imports.Row("u2")));

        var imported = await Imports.ImportAsync(
            stores,
            Imports.File(
                Imports.Row("u2", ("email", "U1@example.kz"), ("post", "Other")),
                Imports.Row("u3", ("email", "u2@EXAMPLE.kz"))),
            dryRun: dryRun);

        Assert.Equal((0, 0, 2), imported.Counts);
        Assert.All(imported.Notes, note => Assert.Equal((FieldCode.Email, RowReason.EmailTaken), (note.Column, note.Reason)));
        Assert.Empty(await ChangesAsync(stores, "u2"));
        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.ExternalId, "u3", 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_email_given_up_in_a_file_goes_to_nobody_else_in_the_same_file(bool dryRun)
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1")));
        var file = Imports.File(Imports.Row("u1", ("email", "x@example.kz")), Imports.Row("u2", ("email", "u1@example.kz")));

        Assert.Equal((1, 0, 1), (await Imports.ImportAsync(stores, file, dryRun: dryRun)).Counts);
        if (!dryRun)
        {
            Assert.Equal((2, 0, 0), (await Imports.ImportAsync(stores, file)).Counts);
        }
    }

    [Fact]
    public async Task A_value_that_a_correction_replaced_is_not_brought_back()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("last_name", "Ермекава"))));
        await CorrectAsync(stores, await OnlyAsync(stores, "u1"), FieldCode.LastName, "Ермекова");

        var older = await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("last_name", "Ермекава"), ("post", "Director"))));

        Assert.Equal((0, 1, 0), older.Counts);
        Assert.Equal([new RowNote(1, FieldCode.LastName, RowReason.CorrectionStays, IsRejection: false)], older.Notes);
        var held = (await stores.ReadAsync(Actors.Dpo, new SubjectId(await OnlyAsync(stores, "u1")))).Value;
        Assert.Equal(("Ермекова", "Director"), (held[FieldCode.LastName], held[FieldCode.Post]));
        Assert.Equal((1, 0, 0), (await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("last_name", "Сейтова"), ("post", "Director"))))).Counts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_row_of_a_blocked_subject_is_rejected_and_the_attempt_is_recorded(bool dryRun)
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1"), Imports.Row("u2")));
        var blocked = await OnlyAsync(stores, "u1");
        TestStores.Sql(stores.Files.Records, $"UPDATE Subjects SET State = 1, BlockedAt = 0 WHERE Id = {blocked}");

        var imported = await Imports.ImportAsync(
            stores, Imports.File(Imports.Row("u1", ("post", "Director")), Imports.Row("u2", ("post", "Director"))), Actors.Administrator, dryRun);

        Assert.Equal((1, 0, 1), imported.Counts);
        Assert.Equal([new RowNote(1, "", RowReason.Blocked, IsRejection: true)], imported.Notes);
        await using var db = await Imports.Db(stores);
        var refused = Assert.Single(await EntriesAsync(db), entry => entry.Outcome == LedgerOutcome.Refused);
        Assert.Equal(("2.1(7)", blocked), (refused.Clause, Assert.Single(refused.Subjects)));
    }

    [Fact]
    public async Task The_newsletter_is_withdrawn_and_given_as_the_rows_say()
    {
        await using var stores = await Imports.OpenAsync();
        foreach (var answer in (string[])["yes", "", "maybe", "no", "no", "yes"])
        {
            await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("newsletter", answer))));
        }

        await using var db = await Imports.Db(stores);
        Assert.Equal(
            [ConsentEventKind.Given, ConsentEventKind.Withdrawn, ConsentEventKind.Given],
            await db.ConsentEvents.Where(consent => consent.Act == ConsentAct.Newsletter).OrderBy(consent => consent.Sequence).Select(consent => consent.Kind).ToListAsync());
    }

    [Fact]
    public async Task A_later_policy_version_confirms_the_registration_and_an_older_one_does_not_come_back()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("policy_version", "2023-01"))));

        Assert.Equal((1, 0, 0), (await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("policy_version", "2025-03"))))).Counts);
        var older = await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("policy_version", "2024-06"))));

        Assert.Equal([new RowNote(1, "policy_version", RowReason.PolicyVersionStays, IsRejection: false)], older.Notes);
        await using var db = await Imports.Db(stores);
        Assert.Equal("2025-03", (await db.Subjects.SingleAsync()).PolicyVersion);
        Assert.Equal(2, await db.ConsentEvents.CountAsync(consent => consent.Act == ConsentAct.Registration));
    }

    [Fact]
    public async Task Whose_consent_was_withdrawn_is_not_taken_in_again()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1")));
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET ConsentState = 2");

        var imported = await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("post", "Director"))));

        Assert.Equal([new RowNote(1, "", RowReason.ConsentEnded, IsRejection: true)], imported.Notes);
    }

    [Fact]
    public async Task A_record_whose_purpose_of_registering_lost_its_consent_stays_closed_to_the_import()
    {
        await using var stores = await Imports.OpenAsync();
        TestStores.Sql(stores.Files.Records, "UPDATE Purposes SET Ground = 'consent'");
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1")));
        var subject = new SubjectId(await OnlyAsync(stores, "u1"));
        Assert.True((await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.1"], Channel = Channel.Post, At = stores.Clock.Now })).IsDone);

        var imported = await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("post", "Director"))));

        Assert.Equal([new RowNote(1, "", RowReason.ConsentEnded, IsRejection: true)], imported.Notes);
    }

    [Fact]
    public async Task A_purpose_withdrawn_by_letter_is_not_brought_back_by_a_change_of_company_data()
    {
        await using var stores = await Imports.OpenAsync();
        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1")));
        var subject = new SubjectId(await OnlyAsync(stores, "u1"));
        Assert.True((await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.2"], Channel = Channel.Post, At = stores.Clock.Now })).IsDone);

        await Imports.ImportAsync(stores, Imports.File(Imports.Row("u1", ("organization", "Another company"))));

        await using var db = await Imports.Db(stores);
        var confirmed = await db.ConsentEvents.SingleAsync(consent => consent.Kind == ConsentEventKind.Confirmed);
        Assert.DoesNotContain("3.2.2", confirmed.Purposes, StringComparison.Ordinal);
    }

    private static async Task<long> OnlyAsync(TestStores stores, string externalId) =>
        await Task.FromResult(Assert.Single(stores.Keyring.FindSubjects(IdentifierKind.ExternalId, externalId, 2)));

    private static async Task<List<LedgerEntry>> EntriesAsync(ComplianceConsole.Storage.RecordsContext db) =>
        [.. (await db.LedgerEntries.OrderBy(entry => entry.Index).ToListAsync()).Select(entry => CanonicalEncoding.Decode(entry.Bytes))];

    private static async Task<IReadOnlyList<ProfileChange>> ChangesAsync(TestStores stores, string externalId)
    {
        var subject = new SubjectId(await OnlyAsync(stores, externalId));
        var result = await stores.Operation.ReadAsync<IReadOnlyList<ProfileChange>>(
            Actors.Dpo,
            Right.ReadSubject,
            "test.history",
            async (scope, cancellation) =>
            {
                var rows = await scope.Db.ProfileChanges.Where(change => change.SubjectId == subject.Number).ToListAsync(cancellation);
                return (await scope.OpenAsync(subject, Uses.Read, cancellation)).Then<IReadOnlyList<ProfileChange>>(record =>
                    [.. rows.Select(row => record.Open<ProfileChangeRow, ProfileChange>(row.Sequence, nameof(row.Details), row.Details))]);
            },
            CancellationToken.None);
        return result.Value;
    }

    private static async Task CorrectAsync(TestStores stores, long subject, string field, string value)
    {
        var result = await stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.CorrectSubject,
            "test.correct",
            async (scope, cancellation) =>
            {
                var record = (await scope.OpenAsync(new SubjectId(subject), Uses.Correct, cancellation)).Value;
                var sequence = record.Row.NextSequence++;
                scope.Db.ProfileChanges.Add(
                    new ProfileChangeRow
                    {
                        SubjectId = subject,
                        Sequence = sequence,
                        At = scope.Now,
                        Source = FieldSource.Correction,
                        ActorId = scope.Actor.Id,
                        ActorName = scope.Actor.Name,
                        Details = record.Seal<ProfileChangeRow, ProfileChange>(
                            sequence, nameof(ProfileChangeRow.Details), new ProfileChange([new FieldChange(field, record.Held[field], value)])),
                    });
                record.Write(record.Held.With(field, value, FieldSource.Correction, scope.Now));
                scope.Changed(record.Row, record.Held);
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(result.IsDone);
    }
}
