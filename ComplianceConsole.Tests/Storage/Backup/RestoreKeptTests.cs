using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;
using Sweep = ComplianceConsole.Storage.Operations.Sweep;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>An older backup restored by mistake takes nothing away for good: whom it does not have keeps the key until somebody says otherwise.</summary>
public sealed class RestoreKeptTests
{
    [Fact]
    public async Task The_right_backup_still_brings_everybody_back_after_the_wrong_one_was_swept()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        await desk.Stores.TakeAsync(copies.Backup("a"));
        var later = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Omarova"), (FieldCode.Email, "omarova@example.kz"));
        var request = await desk.RegisteredAsync(later);
        await desk.Stores.TakeAsync(copies.Backup("b"));
        await desk.Stores.EndAsync();

        // Once more after a backup that was taken meanwhile: what it does not have either stays kept.
        foreach (var wrong in new[] { "a", "c" })
        {
            var restored = (await copies.RestoreAsync(copies.Backup(wrong), copies.One, more: RestoreDesk.Requests)).Value;

            Assert.True(restored.KeysKept >= 2, $"{restored.KeysKept} kept");
            var meanwhile = await copies.OpenDeskAsync(isSetUp: false, copies.One);
            Assert.Equal(0, await meanwhile.Get<Sweep>().RunAsync(CancellationToken.None));
            var state = await meanwhile.Stores.VerifyAsync();
            Assert.True(state.Holds, state.Line);
            Assert.Equal($"keyring: {restored.KeysKept} keys are kept of records that a restoration left out", state.KeptLine);
            if (wrong is "a")
            {
                await meanwhile.Stores.TakeAsync(copies.Backup("c"));
            }

            await meanwhile.Stores.EndAsync();
        }

        var right = (await copies.RestoreAsync(copies.Backup("b"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal(0, right.KeysKept);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        await again.Get<Sweep>().RunAsync(CancellationToken.None);
        Assert.Equal("Omarova", (await again.Stores.ReadAsync(Actors.Dpo, later)).Value[FieldCode.LastName]);
        Assert.Equal("Aruzhan Ermekova", (await again.ReadAsync(request)).People?.ApplicantName);
        var found = await again.Stores.VerifyAsync();
        Assert.True(found.Holds, found.Line);
        Assert.Null(found.KeptLine);
    }

    [Fact]
    public async Task Where_entries_are_lost_every_key_without_a_record_is_kept()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await stores.TakeAsync(copies.Backup("a"));
        await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        await stores.EndAsync();
        File.Delete(stores.Files.Records);

        Assert.Equal(1, (await copies.RestoreAsync(copies.Backup("a"), acceptsLoss: true)).Value.KeysKept);

        await using var again = await copies.OpenAsync();
        Assert.Equal(0, await again.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_a_crash_left_before_the_restoration_is_swept_as_ever()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.TakeAsync(copies.Backup("a"));
        using (var change = stores.Keyring.BeginChange())
        {
            change.Create(KeyHolder.Subject).Cipher.Dispose();
            change.Commit();
        }

        await stores.EndAsync();

        Assert.Equal(0, (await copies.RestoreAsync(copies.Backup("a"), copies.One)).Value.KeysKept);

        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal(1, await again.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_kept_can_be_entered_again_and_the_right_backup_brings_the_first_record_back_beside_it()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.TakeAsync(copies.Backup("a"));
        var first = await AddAsync(stores, "omarova");
        await stores.TakeAsync(copies.Backup("b"));
        await stores.EndAsync();
        Assert.Equal(1, (await copies.RestoreAsync(copies.Backup("a"), copies.One)).Value.KeysKept);

        var wrong = await copies.OpenAsync(copies.One);
        var second = await AddAsync(wrong, "omarova");
        Assert.NotEqual(first, second);
        Assert.True((await wrong.VerifyAsync()).Holds);
        await wrong.EndAsync();

        var right = (await copies.RestoreAsync(copies.Backup("b"), copies.One)).Value;

        Assert.Equal((1, 1), (right.IdentifiersTaken, right.KeysKept));
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal("Omarova", (await again.ReadAsync(Actors.Dpo, first)).Value[FieldCode.LastName]);
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task What_is_given_up_is_destroyed_with_an_entry_and_a_tombstone_and_may_be_entered_again()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(RestoreDesk.Requests, copies.One);
        await stores.TakeAsync(copies.Backup("a"));
        var lost = await AddAsync(stores, "omarova");
        await stores.TakeAsync(copies.Backup("b"));
        await stores.EndAsync();
        Assert.True((await copies.RestoreAsync(copies.Backup("a"), copies.One, more: RestoreDesk.Requests)).IsDone);

        var after = await copies.OpenAsync(RestoreDesk.Requests, copies.One);
        var give = after.Services.GetRequiredService<GiveUpKept>();
        Assert.IsType<NotAllowed>((await give.HandleAsync(Actors.Staff, 1, CancellationToken.None)).Refusal);
        Assert.Equal(new OtherNumberKept(1), (await give.HandleAsync(Actors.Administrator, 2, CancellationToken.None)).Refusal);
        using (var key = after.Keyring.Open(KeyHolder.Subject, lost.Number))
        {
            Assert.NotNull(key);
        }

        Assert.Equal(1, (await give.HandleAsync(Actors.Administrator, 1, CancellationToken.None)).Value);

        Assert.Null(after.Keyring.Open(KeyHolder.Subject, lost.Number));
        Assert.NotNull(after.Keyring.FindTombstone(lost));
        var tombstone = (await after.Services.GetRequiredService<ReadTombstone>().HandleAsync(Actors.Dpo, lost, CancellationToken.None)).Value;
        Assert.Equal(("2.1(10)", Actors.Administrator.Name, after.Clock.Now, null), (tombstone.Clause, tombstone.DecidedBy, tombstone.DestroyedAt, tombstone.Act));
        Assert.Contains("restore.given-up", EntriesOf(after, lost), StringComparer.Ordinal);
        Assert.IsType<NothingToDo>((await give.HandleAsync(Actors.Administrator, 0, CancellationToken.None)).Refusal);
        var found = await after.VerifyAsync();
        Assert.True(found.Holds, found.Line);
        Assert.Null(found.KeptLine);
        Assert.NotEqual(lost, await AddAsync(after, "omarova"));
        await after.EndAsync();

        // Given up is given up: what a backup brings back of it now is destroyed again.
        Assert.Equal(1, (await copies.RestoreAsync(copies.Backup("b"), copies.One, more: RestoreDesk.Requests)).Value.Destroyed);
        await using var again = await copies.OpenAsync(RestoreDesk.Requests, copies.One);
        Assert.Equal(SubjectState.Destroyed, again.State(lost));
        found = await again.VerifyAsync();
        Assert.True(found.Holds, found.Line);
    }

    private static List<string> EntriesOf(TestStores stores, SubjectId subject)
    {
        using var db = stores.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ComplianceConsole.Storage.RecordsContext>>().CreateDbContext();
        return
        [
            .. db.LedgerSubjects.Where(row => row.SubjectId == subject.Number)
                .Join(db.LedgerEntries, row => row.EntryIndex, entry => entry.Index, (_, entry) => entry.Bytes)
                .ToList()
                .Select(bytes => CanonicalEncoding.Decode(bytes).Operation),
        ];
    }

    // As an import enters somebody.
    private static async Task<SubjectId> AddAsync(TestStores stores, string externalId)
    {
        using var sealer = new SubjectSealer(stores.Keyring, 1);
        (string Code, string Value)[] values = [(FieldCode.ExternalId, externalId), (FieldCode.LastName, "Omarova"), (FieldCode.Email, externalId + "@example.kz")];
        var profile = values.Aggregate(Profile.Empty, (known, value) => known.With(value.Code, value.Value, FieldSource.Registration, stores.Clock.Now));
        var consent = new ConsentEvent(stores.Clock.Now, ConsentAct.Registration, ConsentEventKind.Given, "2025-03", Channel.Resource, ["3.2.1"], "proof");
        var one = sealer.Seal(new NewSubject(profile, "2025-03", [consent], stores.Clock.Now));
        Assert.Equal([Addition.Added], (await stores.Operation.AddSubjectsAsync(Actors.Administrator, "test.import", [one], CancellationToken.None)).Value);
        return one.Id;
    }
}
