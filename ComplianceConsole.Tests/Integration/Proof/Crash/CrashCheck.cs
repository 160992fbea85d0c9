using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;

namespace ComplianceConsole.Tests.Integration.Proof.Crash;

/// <summary>
/// Opens the stores after a kill, as the next start does, and looks at every key: whoever was not destroyed has the key of before, in the keyring and
/// in each of its copies; whoever was has none, and what older files hold of it opens under nothing; one root key stands, alike in both places.
/// </summary>
internal static class CrashCheck
{
    public static async Task RunAsync(string folder, int keys, string archive, CrashModel model)
    {
        var stores = await CrashStores.OpenAsync(folder);
        try
        {
            Assert.True(stores.Keyring.FinishRenewal(), "The root key's renewal could not be finished.");
            await stores.Destructions().ResumeAsync(CancellationToken.None);
            if (model.Tried is "person" && stores.State(new SubjectId(model.Doomed[0])) is var state)
            {
                Assert.True(state is SubjectState.Active or SubjectState.Destroyed, $"{state}");
                Assert.Equal(state == SubjectState.Destroyed, stores.Keyring.DestroyedAt(KeyHolder.Subject, model.Doomed[0]) is not null);
            }

            var root = Assert.Single(TreeStores.RootKeysIn(CrashStores.DataIn(folder)));
            Assert.Equal(root, Assert.Single(TreeStores.RootKeysIn(CrashStores.PlaceIn(folder))));
            LookAtKeys(folder, root, model);
            LookAtIdentifiers(stores, keys, model);
            Assert.All(model.Destroyed, id => Assert.False(KeyPrints.Opens(archive, id, root, CrashStores.KeyringsIn(folder))));
            var found = await stores.VerifyAsync();
            Assert.True(found.Holds, found.Line);
            model.Forget();
        }
        finally
        {
            await stores.CloseAsync();
        }
    }

    private static void LookAtKeys(string folder, byte[] root, CrashModel model)
    {
        var keyrings = CrashStores.KeyringsIn(folder);
        var known = Math.Max(model.Prints.Count, (int)model.Last + 1);
        var prints = KeyPrints.Of(keyrings[0], root, known);
        var gone = model.Doomed.Where(id => PrintOf(prints, id) == 0).ToList();
        Assert.True(gone.Count == 0 || gone.Count == model.Doomed.Count, "One change was done by half.");
        model.Destroyed.UnionWith(gone);
        for (var id = 1; id < prints.Count; id++)
        {
            var before = id < model.Prints.Count ? model.Prints[id] : 0;
            var isAsItWas = model.Destroyed.Contains(id) ? prints[id] == 0 : prints[id] != 0 && (before == 0 || prints[id] == before);
            if (!isAsItWas)
            {
                Assert.Fail($"The key of {id}: {before:x} before, {prints[id]:x} now.");
            }
        }

        foreach (var copy in keyrings[1..])
        {
            Assert.True(KeyPrints.Of(copy, root, known).SequenceEqual(prints), copy);
        }

        foreach (var keyring in keyrings)
        {
            Assert.Equal(model.Destroyed.Count, TestStores.Sql(keyring, "SELECT COUNT(*) FROM Tombstones WHERE Kind = 0"));
        }

        model.Prints = prints;
    }

    // Through the keyring itself, whatever renewal was cut short: a sample of the living, and everybody who was destroyed.
    private static void LookAtIdentifiers(TestStores stores, int keys, CrashModel model)
    {
        var step = Math.Max(1, keys / 1_000);
        for (var id = 1L; id <= keys; id += step)
        {
            LookAtIdentifier(stores, model, id);
        }

        foreach (var id in model.Destroyed)
        {
            LookAtIdentifier(stores, model, id);
        }
    }

    private static void LookAtIdentifier(TestStores stores, CrashModel model, long id) =>
        Assert.Equal(model.Destroyed.Contains(id) ? [] : [id], stores.Keyring.FindSubjects(IdentifierKind.Phone, CrashStores.PhoneOf(id), 2));

    private static ulong PrintOf(List<ulong> prints, long id) => id < prints.Count ? prints[(int)id] : 0;
}
