using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.History;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Corrections;

public sealed class CorrectSubjectTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 "u8, .. "Ermekova-in-the-file"u8];

    [Fact]
    public async Task A_correction_changes_the_value_and_keeps_old_and_new_with_the_evidence()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);

        var made = await CorrectAsync(stores, await FormAsync(stores, subject, FieldCode.LastName, " Ermekova-Serik "));

        Assert.Equal(FieldCode.LastName, made.Value.Field);
        Assert.True(made.Value.IsOnTime);
        Assert.Equal("Ermekova-Serik", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        var history = (await stores.Services.GetRequiredService<ReadHistory>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        var change = Assert.Single(history.OfType<ValuesChanged>());
        Assert.Equal(new FieldChange(FieldCode.LastName, "Ermekova", "Ermekova-Serik"), Assert.Single(change.Changes));
        Assert.Equal(("Aigerim", FieldSource.Correction), (change.By, change.Source));
        Assert.Equal(made.Value.Deadline.Trigger, change.Clock?.ReceivedAt);
        Assert.Equal((made.Value.Deadline.DueDay, true), (change.Clock?.DueDay, change.Clock?.IsOnTime));
        Assert.Equal(new Evidence(EvidenceKind.Letter, "Letter 17", WordOf.Subject, null, null), change.Evidence);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(24, true)]
    [InlineData(96, false)]
    public async Task The_clock_starts_with_the_evidence_and_ends_with_the_change(int hoursAgo, bool isOnTime)
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var form = await FormAsync(stores, subject, FieldCode.LastName, "Serikova");
        var received = stores.Clock.Now - Duration.FromHours(hoursAgo);

        var made = (await CorrectAsync(stores, form with { ReceivedAt = received })).Value;

        Assert.Equal(isOnTime, made.IsOnTime);
        await using var db = await DbAsync(stores);
        var duty = Assert.Single(await db.Duties.ToListAsync());
        Assert.Equal(
            (DutyKind.Correct.Code(), "9.3", "1wd", received, stores.Clock.Now, made.Deadline.DueDay),
            (duty.Kind, duty.Clause, duty.Term, duty.TriggerAt, duty.EndedAt, duty.DueDay));
    }

    [Fact]
    public async Task A_corrected_subject_is_found_by_the_new_value_and_not_by_the_old()
    {
        await using var stores = await OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        var subject = await AddAsync(stores);

        await CorrectAsync(stores, await FormAsync(stores, subject, FieldCode.LastName, "Serikova"));
        await CorrectAsync(stores, await FormAsync(stores, subject, FieldCode.Email, "New@Example.kz"));
        await CorrectAsync(stores, await FormAsync(stores, subject, FieldCode.Phone, ""));

        Assert.Equal([subject], await stores.FindAsync("Серикова"));
        Assert.Equal([subject], await stores.FindAsync("new@example.kz"));
        Assert.Empty(await stores.FindAsync("Ermekova"));
        Assert.Empty(await stores.FindAsync("a.ermekova@example.kz"));
        Assert.Empty(await stores.FindAsync("+77750001542"));
        await stores.AddSubjectAsync((FieldCode.LastName, "Other"), (FieldCode.Email, "a.ermekova@example.kz"));
    }

    [Theory]
    [InlineData(FieldCode.Email, "nobody", "Email")]
    [InlineData(FieldCode.Email, "", "Required")]
    [InlineData(FieldCode.Phone, "123", "Phone")]
    [InlineData(FieldCode.Bin, "12", "Bin")]
    [InlineData(FieldCode.BankCardNumber, "4000007070768989", "Card")]
    [InlineData(FieldCode.UserType, "ministry", "Unknown")]
    [InlineData(FieldCode.LastName, "Ermekova", "Unchanged")]
    [InlineData(FieldCode.ExternalId, "u2", "Choose")]
    [InlineData(FieldCode.RepresentativeOf, "Somebody", "Choose")]
    [InlineData("shoe_size", "42", "Choose")]
    public async Task A_value_is_validated_as_on_import(string field, string value, string problem)
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);

        var refused = await CorrectAsync(stores, await FormAsync(stores, subject, field, value));

        Assert.Equal(problem, Assert.Single(Assert.IsType<InvalidInputs>(refused.Refusal).Problems).Problem);
        await using var db = await DbAsync(stores);
        Assert.Empty(await db.ProfileChanges.ToListAsync());
        Assert.Empty(await db.Duties.ToListAsync());
    }

    [Fact]
    public async Task A_wrong_check_digit_is_kept_with_a_warning()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);

        var made = await CorrectAsync(stores, await FormAsync(stores, subject, FieldCode.Bin, "240140999011"));

        Assert.Equal(FieldWarnings.CheckDigit, made.Value.Warnings);
    }

    [Fact]
    public async Task Everything_wrong_with_the_form_is_said_at_once()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var form = new CorrectionForm
        {
            Subject = subject,
            Mark = 1,
            Field = null,
            Value = null,
            Kind = null,
            Reference = " ",
            Word = null,
            ReceivedAt = stores.Clock.Now + Duration.FromMinutes(1),
            File = new EvidenceAttachment("a.exe", [0x4D, 0x5A]),
        };

        var refused = Assert.IsType<InvalidInputs>((await CorrectAsync(stores, form)).Refusal);

        Assert.Equal(
            ["CorrectedField:Choose", "EvidenceKind:Choose", "EvidenceReference:Required", "Word:Choose", "EvidenceReceivedAt:InFuture", "EvidenceFile:FileType"],
            refused.Problems.Select(one => $"{one.FieldName}:{one.Problem}"),
            StringComparer.Ordinal);
        var early = form with { ReceivedAt = Instant.FromUtc(1990, 1, 1, 0, 0), File = new EvidenceAttachment("b.pdf", [.. Pdf, .. new byte[EvidenceAttachment.MaxBytes]]) };
        Assert.Equal(
            ["EvidenceReceivedAt:TooEarly", "EvidenceFile:FileTooLarge"],
            Assert.IsType<InvalidInputs>((await CorrectAsync(stores, early)).Refusal).Problems.TakeLast(2).Select(one => $"{one.FieldName}:{one.Problem}"),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_evidence_file_is_sealed_and_opens_for_the_responsible_person_alone()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var form = await FormAsync(stores, subject, FieldCode.LastName, "Serikova") with { File = new EvidenceAttachment("C:\\docs\\id.exe", Pdf) };
        await CorrectAsync(stores, form);
        var history = (await stores.Services.GetRequiredService<ReadHistory>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        var change = history.OfType<ValuesChanged>().Single();

        var reader = stores.Services.GetRequiredService<ReadEvidenceFile>();
        var file = (await reader.HandleAsync(Actors.Dpo, subject, change.Sequence, CancellationToken.None)).Value;

        Assert.Equal(("id.exe", "application/pdf"), (file.Name, file.ContentType));
        Assert.Equal(Pdf, file.Content);
        Assert.True(change.HasFile);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM ProfileChanges WHERE instr(EvidenceFile, 'Ermekova') > 0"));
        Assert.IsType<NotFound>((await reader.HandleAsync(Actors.Dpo, subject, 99, CancellationToken.None)).Refusal);
        foreach (var actor in Actors.Without(Right.CorrectSubject))
        {
            Assert.IsType<NotAllowed>((await reader.HandleAsync(actor, subject, change.Sequence, CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public async Task An_email_of_another_subject_is_refused_and_nothing_moves()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var other = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"), (FieldCode.Email, "b@example.kz"));

        var refused = await CorrectAsync(stores, await FormAsync(stores, subject, FieldCode.Email, "B@example.kz"));

        Assert.Equal(FieldCode.Email, Assert.IsType<IdentifierTaken>(refused.Refusal).FieldCode);
        Assert.Equal([other], await stores.FindAsync("b@example.kz"));
        Assert.Equal([subject], await stores.FindAsync("a.ermekova@example.kz"));
        Assert.Equal(LedgerOutcome.Refused, (await stores.EntriesAsync())[^3].Outcome);
    }

    [Fact]
    public async Task Of_two_people_who_correct_one_field_at_once_the_second_is_told_and_nothing_is_overwritten()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var other = new Actor("dpo-2", "Botagoz", Role.ResponsiblePerson);
        var first = await FormAsync(stores, subject, FieldCode.LastName, "Serikova");
        var second = first with { Value = "Omarova" };

        var results = await Task.WhenAll(
            Task.Run(() => CorrectAsync(stores, first)),
            Task.Run(() => stores.Services.GetRequiredService<CorrectSubject>().HandleAsync(other, second, CancellationToken.None)));

        var refused = Assert.Single(results, result => !result.IsDone);
        Assert.Equal(FieldCode.LastName, Assert.IsType<ChangedMeanwhile>(refused.Refusal).FieldCode);
        var winner = results[0].IsDone ? "Serikova" : "Omarova";
        Assert.Equal(winner, (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        await using var db = await DbAsync(stores);
        Assert.Equal(1, await db.ProfileChanges.CountAsync());
    }

    [Fact]
    public async Task Two_fields_corrected_at_once_do_not_stand_in_each_others_way()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var name = await FormAsync(stores, subject, FieldCode.LastName, "Serikova");
        var phone = name with { Field = FieldCode.Phone, Value = "8 701 234 56 78" };

        var results = await Task.WhenAll(Task.Run(() => CorrectAsync(stores, name)), Task.Run(() => CorrectAsync(stores, phone)));

        Assert.All(results, result => Assert.True(result.IsDone));
        var profile = (await stores.ReadAsync(Actors.Dpo, subject)).Value;
        Assert.Equal(("Serikova", "+77012345678"), (profile[FieldCode.LastName], profile[FieldCode.Phone]));
    }

    [Fact]
    public async Task A_blocked_record_is_neither_opened_for_correction_nor_corrected()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var form = await FormAsync(stores, subject, FieldCode.LastName, "Serikova");
        await stores.Services.GetRequiredService<BlockSubject>().HandleAsync(Actors.Staff, subject, CancellationToken.None);

        Assert.IsType<RecordBlocked>((await CorrectAsync(stores, form)).Refusal);
        Assert.IsType<RecordBlocked>(
            (await stores.Services.GetRequiredService<StartCorrection>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Refusal);
        Assert.Equal("Ermekova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
    }

    [Fact]
    public async Task Who_may_not_correct_is_refused()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var form = await FormAsync(stores, subject, FieldCode.LastName, "Serikova");

        foreach (var actor in Actors.Without(Right.CorrectSubject))
        {
            Assert.IsType<NotAllowed>((await stores.Services.GetRequiredService<CorrectSubject>().HandleAsync(actor, form, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await stores.Services.GetRequiredService<StartCorrection>().HandleAsync(actor, subject, CancellationToken.None)).Refusal);
        }

        Assert.Equal("Ermekova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
    }

    [Fact]
    public async Task When_the_ledger_cannot_be_written_nothing_is_corrected()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        var form = await FormAsync(stores, subject, FieldCode.LastName, "Serikova");
        TestStores.Sql(
            stores.Files.Records,
            "CREATE TRIGGER refuse BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'disk'); END");

        Assert.IsType<StoreUnavailable>((await CorrectAsync(stores, form)).Refusal);

        TestStores.Sql(stores.Files.Records, "DROP TRIGGER refuse");
        Assert.Equal("Ermekova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
    }

    private static Task<TestStores> OpenAsync() =>
        TestStores.OpenAsync(more: services => services.AddSubjects().AddCorrections());

    private static Task<SubjectId> AddAsync(TestStores stores) =>
        stores.AddSubjectAsync(
            (FieldCode.LastName, "Ermekova"),
            (FieldCode.FirstName, "Aigerim"),
            (FieldCode.Phone, "+77750001542"),
            (FieldCode.Email, "a.ermekova@example.kz"),
            (FieldCode.UserType, "enterprise"));

    private static async Task<CorrectionForm> FormAsync(TestStores stores, SubjectId subject, string field, string value)
    {
        var start = (await stores.Services.GetRequiredService<StartCorrection>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        return new CorrectionForm
        {
            Subject = subject,
            Mark = start.Mark,
            Field = field,
            Value = value,
            Kind = EvidenceKind.Letter,
            Reference = "Letter 17",
            Word = WordOf.Subject,
            ReceivedAt = stores.Clock.Now,
        };
    }

    private static Task<Result<CorrectionMade>> CorrectAsync(TestStores stores, CorrectionForm form) =>
        stores.Services.GetRequiredService<CorrectSubject>().HandleAsync(Actors.Dpo, form, CancellationToken.None);

    private static Task<RecordsContext> DbAsync(TestStores stores) =>
        stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
}
