using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Storage;

/// <summary>A read that began before a record was blocked or destroyed and ends after it shows nothing of it. Policy 2.1(7), 2.1(10).</summary>
public sealed class ReadAcrossTests
{
    [Fact]
    public async Task What_was_opened_before_a_block_is_not_shown_after_it_and_nothing_in_the_ledger_says_that_it_was()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();

        var read = await ReadAsync(stores, Actors.Staff, subject, () => stores.BlockAsync(subject));

        Assert.Equal(Actors.Dpo.Name, Assert.IsType<RecordBlocked>(read.Refusal).By);
        var entries = await stores.EntriesAsync();
        Assert.All(entries.Where(entry => entry.Operation is "test.slow"), entry => Assert.Equal(LedgerOutcome.Refused, entry.Outcome));
        Assert.Contains(entries, entry => entry.Operation is "test.slow" && entry.Clause is RecordBlocked.Clause && entry.Subjects.Contains(subject.Number));
    }

    [Fact]
    public async Task Nor_after_a_destruction_not_even_to_the_responsible_person()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();

        var read = await ReadAsync(
            stores,
            Actors.Dpo,
            subject,
            async () =>
            {
                await stores.DecideAsync(subject);
                Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
            });

        Assert.IsType<RecordDestroyed>(read.Refusal);
        var entries = await stores.EntriesAsync();
        Assert.All(entries.Where(entry => entry.Operation is "test.slow"), entry => Assert.Equal(LedgerOutcome.Refused, entry.Outcome));
        Assert.True((await stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Nor_once_the_key_is_gone_and_the_destruction_waits_for_its_end()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();

        var read = await ReadAsync(
            stores,
            Actors.Dpo,
            subject,
            async () =>
            {
                await stores.DecideAsync(subject);
                Assert.True(await stores.Destructions().DestroyKeyAsync(subject, CancellationToken.None));
            });

        Assert.IsType<DestructionUnderWay>(read.Refusal);
    }

    [Fact]
    public async Task Nor_where_another_process_blocked_it()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await using var other = await TestStores.OpenAsync(stores.Directory);

        var read = await ReadAsync(stores, Actors.Staff, subject, () => other.BlockAsync(subject));

        Assert.IsType<RecordBlocked>(read.Refusal);
        var last = (await stores.EntriesAsync())[^1];
        Assert.Equal(("test.slow", LedgerOutcome.Refused), (last.Operation, last.Outcome));
    }

    [Fact]
    public async Task Of_many_none_is_shown_with_one_that_was_blocked_meanwhile()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        var other = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));

        var read = await stores.Operation.ReadAsync<int>(
            Actors.Staff,
            Right.ReadSubject,
            "test.slow",
            async (scope, _) =>
            {
                var opened = scope.OpenMany(scope.Find([subject.Number, other.Number]), Uses.Read, _ => true);
                await stores.BlockAsync(other);
                return opened.Count;
            },
            CancellationToken.None);

        Assert.Equal(other, Assert.IsType<RecordBlocked>(read.Refusal).Subject);
    }

    [Fact]
    public async Task Whoever_may_see_it_blocked_is_shown_it_and_so_is_everybody_whose_record_nobody_touched()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        var other = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));

        Assert.Equal(DestructionStores.LastName, (await ReadAsync(stores, Actors.Dpo, subject, () => stores.BlockAsync(subject))).Value);
        Assert.Equal("Bolatov", (await ReadAsync(stores, Actors.Staff, other, () => stores.AddSubjectAsync((FieldCode.LastName, "Orazov")))).Value);
    }

    private static Task<Result<string>> ReadAsync(TestStores stores, Actor actor, SubjectId subject, Func<Task> meanwhile) =>
        stores.Operation.ReadAsync<string>(
            actor,
            Right.ReadSubject,
            "test.slow",
            async (scope, cancellation) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Read, cancellation)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                await meanwhile();
                return record.Held[FieldCode.LastName]!;
            },
            CancellationToken.None);
}
