using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Storage.Destruction;

public sealed class DestructionCheckTests
{
    [Theory]
    [InlineData(DestructionFault.KeyOutlivesTombstone, "keys.db", "INSERT INTO HolderKeys (Kind, Id, WrappedKey) VALUES (0, 1, zeroblob(60))")]
    [InlineData(DestructionFault.KeyOutlivesTombstone, "keys.db", "INSERT INTO Identifiers (Kind, Hash, SubjectId, Pending) VALUES (1, x'00', 1, 0)")]
    [InlineData(DestructionFault.DestroyedWithoutTombstone, "keys.db", "DELETE FROM Tombstones")]
    [InlineData(DestructionFault.TombstoneWithoutDecision, "keys.db", "INSERT INTO Tombstones (Kind, Id, At) SELECT 0, 2, 0; DELETE FROM HolderKeys WHERE Kind = 0 AND Id = 2; DELETE FROM Identifiers WHERE SubjectId = 2")]
    public async Task Verify_names_the_subject_and_what_does_not_hold(DestructionFault fault, string file, string damage)
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
        Assert.Equal($"destruction: subject {found.BrokenDestruction.Subject} does not hold ({fault})", found.Line);
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
}
