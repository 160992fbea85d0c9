using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

/// <summary>The server and a verb of the command line on the same stores at the same time.</summary>
public sealed class TwoProcessesTests
{
    private const int Rounds = 20;

    [Fact]
    public async Task Both_append_to_one_ledger_and_it_holds_also_while_it_grows()
    {
        await using var server = await TestStores.OpenAsync();
        var subject = await server.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await using var verb = await TestStores.OpenAsync(server.Directory);
        var before = server.Services.GetRequiredService<RecordsStore>().Ledger.ForeignSightings;

        await Task.WhenAll(
            ReadAsync(server, subject),
            ReadAsync(verb, subject),
            AddAsync(server),
            AddAsync(verb),
            VerifyAsync(server),
            VerifyAsync(verb));
        Assert.True((await server.ReadAsync(Actors.Dpo, subject)).IsDone);

        var verified = await server.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);
        Assert.True(verified.Holds, verified.ToString());
        Assert.Equal((4 * Rounds) + 2, verified.Ledger.Count);
        Assert.True(server.Services.GetRequiredService<RecordsStore>().Ledger.ForeignSightings > before);
    }

    [Fact]
    public async Task A_record_that_both_block_is_blocked_once()
    {
        await using var server = await TestStores.OpenAsync();
        var subject = await server.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await using var verb = await TestStores.OpenAsync(server.Directory);

        var results = await Task.WhenAll(
            Task.Run(() => new BlockSubject(server.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)),
            Task.Run(() => new BlockSubject(verb.Operation).HandleAsync(Actors.OtherStaff, subject, CancellationToken.None)));

        Assert.Single(results, result => result.IsDone);
        Assert.Single(results, result => result.Refusal is RecordBlocked);
        Assert.Equal(1, TestStores.Sql(server.Files.Records, "SELECT COUNT(*) FROM BlockEvents"));
    }

    private static Task ReadAsync(TestStores stores, SubjectId subject) =>
        Repeat(async () => Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone));

    private static Task AddAsync(TestStores stores) => Repeat(() => stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));

    private static Task VerifyAsync(TestStores stores) =>
        Repeat(async () =>
        {
            stores.Services.GetRequiredService<HeadMemory>().Remember();
            var verified = await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);
            Assert.True(verified.Holds, verified.ToString());
        });

    private static Task Repeat(Func<Task> step) =>
        Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                await step();
            }
        });
}
