using System.Diagnostics;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Destruction;

/// <summary>Somebody reads the keyring for long, as a verification or a backup does, while a destruction goes on.</summary>
public sealed class ReaderOnKeysTests
{
    // A writer waits half a minute for another; on a busy machine a block takes seconds.
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Others_read_and_block_meanwhile_and_destroyed_is_said_once_the_reader_is_gone()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        var other = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        await stores.DecideAsync(subject);
        var cancellation = TestContext.Current.CancellationToken;
        using (Read(stores.Files.Keyring))
        {
            var destroying = Task.Run(() => stores.Destructions().TryFinishAsync(subject, cancellation), cancellation);
            Assert.True(SpinWait.SpinUntil(() => stores.Keyring.DestroyedAt(KeyHolder.Subject, subject.Number) is not null, TimeSpan.FromMinutes(1)));
            var clock = Stopwatch.StartNew();

            Assert.True((await stores.ReadAsync(Actors.Dpo, other)).IsDone);
            Assert.True((await new BlockSubject(stores.Operation).HandleAsync(Actors.Staff, other, cancellation)).IsDone);
            Assert.Null(await destroying);

            Assert.InRange(clock.Elapsed, TimeSpan.Zero, s_most);
            Assert.Equal(SubjectState.ReleasedForDestruction, stores.State(subject));
            Assert.Equal(DestructionStep.Copies, (await stores.Destructions().FindUnfinishedAsync(subject, cancellation))!.Waits);
        }

        await stores.Services.GetRequiredService<Sweep>().RunAsync(cancellation);

        Assert.Equal(SubjectState.Destroyed, stores.State(subject));
        Assert.Null(await stores.Destructions().FindUnfinishedAsync(subject, cancellation));
    }

    [Fact]
    public async Task The_old_root_key_is_destroyed_while_nobody_waits_for_the_records()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.DecideAsync(subject);
        var gate = stores.Services.GetRequiredService<RecordsStore>().Gate;
        var (held, free) = (new List<string>(), new List<string>());
        stores.Keyring.Step = step => (gate.CurrentCount == 0 ? held : free).Add(step);

        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, TestContext.Current.CancellationToken));

        Assert.Contains("committed", held, StringComparer.Ordinal);
        Assert.DoesNotContain(held, step => step.StartsWith("delete ", StringComparison.Ordinal) || step.StartsWith("sync ", StringComparison.Ordinal));
        Assert.Contains(free, step => step.StartsWith("sync ", StringComparison.Ordinal));
    }

    private static SqliteConnection Read(string file)
    {
        var reader = new SqliteConnection($"Data Source={file};Pooling=False");
        reader.Open();
        using var begin = reader.CreateCommand();
        begin.CommandText = "BEGIN; SELECT COUNT(*) FROM HolderKeys;";
        begin.ExecuteScalar();
        return reader;
    }
}
