using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Sweep = ComplianceConsole.Storage.Operations.Sweep;

namespace ComplianceConsole.Tests.Storage.Destruction;

public sealed class DestructionCheckTests
{
    [Theory]
    [InlineData(DestructionFault.KeyOutlivesTombstone, DestructionStep.Key, "keys.db", "INSERT INTO HolderKeys (Kind, Id, WrappedKey) VALUES (0, 1, zeroblob(60))")]
    [InlineData(DestructionFault.KeyOutlivesTombstone, DestructionStep.Key, "keys.db", "INSERT INTO Identifiers (Kind, Hash, SubjectId, Pending) VALUES (1, x'00', 1, 0)")]
    [InlineData(DestructionFault.DestroyedWithoutTombstone, DestructionStep.Key, "keys.db", "DELETE FROM Tombstones")]
    [InlineData(DestructionFault.TombstoneWithoutDecision, DestructionStep.Decide, "keys.db", "INSERT INTO Tombstones (Kind, Id, At) SELECT 0, 2, 0; DELETE FROM HolderKeys WHERE Kind = 0 AND Id = 2; DELETE FROM Identifiers WHERE SubjectId = 2")]
    public async Task Verify_names_the_subject_the_step_and_what_does_not_hold(DestructionFault fault, DestructionStep step, string file, string damage)
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        await stores.DecideAsync(subject);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        Assert.True((await stores.VerifyAsync()).Holds);

        TestStores.Sql(Path.Combine(stores.Directory, file), damage);

        var found = await stores.VerifyAsync();
        Assert.False(found.Holds);
        Assert.Equal(fault, found.BrokenDestruction!.Fault);
        Assert.Equal($"destruction: subject {found.BrokenDestruction.Subject} does not hold at step {step} ({fault})", found.Line);
    }

    [Fact]
    public async Task Verify_tells_which_step_a_destruction_waits_at_and_holds()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.DecideAsync(subject);

        var decided = await stores.VerifyAsync();

        Assert.True(decided.Holds, decided.Line);
        var line = Assert.Single(decided.UnfinishedLines);
        Assert.StartsWith($"destruction: {subject} is under way since ", line, StringComparison.Ordinal);
        Assert.EndsWith(" and waits at step Key", line, StringComparison.Ordinal);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        Assert.Empty((await stores.VerifyAsync()).UnfinishedLines);
    }

    [Fact]
    public async Task A_key_that_went_without_a_tombstone_is_found()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.DecideAsync(subject);
        TestStores.Sql(stores.Files.Keyring, "DELETE FROM HolderKeys WHERE Kind = 0");

        Assert.Equal(
            new BrokenDestruction(subject.Number, DestructionFault.KeyLostWithoutTombstone), (await stores.VerifyAsync()).BrokenDestruction);
    }

    [Theory]
    [InlineData(DestructionFault.KeyOutlivesTombstone, 1, "INSERT INTO HolderKeys (Kind, Id, WrappedKey) VALUES (1, 1, zeroblob(60))")]
    [InlineData(DestructionFault.KeyLostWithoutTombstone, 1, "DELETE FROM Tombstones WHERE Kind = 1")]
    [InlineData(
        DestructionFault.DestroyedWithoutTombstone, 1, "DELETE FROM Tombstones WHERE Kind = 1; INSERT INTO HolderKeys (Kind, Id, WrappedKey) VALUES (1, 1, zeroblob(60))")]
    [InlineData(DestructionFault.TombstoneWithoutDecision, 2, "DELETE FROM HolderKeys WHERE Kind = 1 AND Id = 2; INSERT INTO Tombstones (Kind, Id, At) VALUES (1, 2, 0)")]
    public async Task Verify_names_the_request_and_what_does_not_hold(DestructionFault fault, int request, string damage)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var gone = await desk.ApprovedAsync(subject);
        await desk.HandOverAsync(gone);
        var living = await desk.ConfirmedAsync(RequestKind.Information, await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"), (FieldCode.Email, "b@example.kz")));
        await DestructionDesk.OweAsync(desk, subject);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
        await desk.Get<Sweep>().RunAsync(CancellationToken.None);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);

        TestStores.Sql(desk.Stores.Files.Keyring, damage);

        var found = await desk.Stores.VerifyAsync();
        Assert.Equal(fault, found.BrokenDestruction!.Fault);
        Assert.Equal(request == 1 ? gone : living, found.BrokenDestruction.Request);
        Assert.StartsWith($"destruction: request {found.BrokenDestruction.Request} of subject ", found.Line, StringComparison.Ordinal);
        Assert.EndsWith($" does not hold at step {(fault == DestructionFault.TombstoneWithoutDecision ? DestructionStep.Decide : DestructionStep.Key)} ({fault})", found.Line, StringComparison.Ordinal);
    }
}
