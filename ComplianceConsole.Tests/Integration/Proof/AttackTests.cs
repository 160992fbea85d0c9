using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Intake;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// A hundred of a thousand are destroyed, in four generations, and before each somebody keeps everything: records, keyring, its copies, the search
/// index, and a backup. With all that and the present root key none of the hundred is recovered, and all of the nine hundred are.
/// </summary>
public sealed class AttackTests
{
    private const int All = 1_000;
    private const int Gone = 100;
    private const int Generations = 4;

    [Fact]
    public async Task Whoever_kept_every_file_and_has_the_present_root_key_recovers_none_of_the_destroyed()
    {
        using var home = new Tests.Storage.Backup.Copies();
        var folder = Path.Combine(home.Folder, "console");
        await ProofStores.MakeAsync(folder);
        await using var stores = await ProofStores.OpenAsync(folder);
        var people = Enumerable.Range(0, All).Select(NameOf).ToList();
        var rows = people.Select(name => Imports.Row(name, ("last_name", name), ("first_name", "Aigul")));
        Assert.Equal(All, (await Imports.ImportAsync(stores, Imports.File([.. rows]))).Result.Added);
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        var numbers = people.ToDictionary(name => name, name => Assert.Single(stores.Keyring.FindSubjects(IdentifierKind.ExternalId, name, 2)), StringComparer.Ordinal);
        var doomed = people.Where((_, number) => number % (All / Gone) == 3).ToList();
        var (firstRoot, firstIndexKey) = (RootOf(stores), IndexKeyOf(stores));

        var kept = Path.Combine(home.Folder, "kept");
        for (var generation = 0; generation < Generations; generation++)
        {
            await KeepAsync(stores, folder, Path.Combine(kept, $"g{generation}"));
            var part = doomed.Skip(generation * Gone / Generations).Take(Gone / Generations).Select(name => new SubjectId(numbers[name])).ToList();
            foreach (var subject in part)
            {
                Assert.True((await stores.DecideAsync(subject)).IsDone);
            }

            Assert.Equal(part.Count, (await stores.Destructions().TryFinishAsync(part, CancellationToken.None)).Count);
        }

        Assert.True(await stores.Services.GetRequiredService<SearchMaintenance>().RenewWhereDueAsync(CancellationToken.None));
        await KeepAsync(stores, folder, Path.Combine(kept, "last"));
        var keyrings = Directory.GetFiles(kept, "keys.db", SearchOption.AllDirectories);
        var records = Directory.GetFiles(kept, "console.db", SearchOption.AllDirectories);
        var indexes = Directory.GetFiles(kept, "search.db", SearchOption.AllDirectories);
        Assert.Equal((2 * (Generations + 1), 2 * (Generations + 1), Generations + 1), (keyrings.Length, records.Length, indexes.Length));

        var keys = Attacker.KeysIn(keyrings, RootOf(stores));
        var opened = Attacker.Opened(records, keys);
        var living = people.Except(doomed, StringComparer.Ordinal).ToList();
        Assert.All(doomed, name => Assert.Empty(keys[numbers[name]]));
        Assert.Equal(living.Select(name => numbers[name]).Order(), opened.Order());
        Assert.Equal(living.Order(StringComparer.Ordinal), Attacker.Answered(indexes, IndexKeyOf(stores), people).Order(StringComparer.Ordinal), StringComparer.Ordinal);

        // The attack is worth its name: with the keys of the first day, which are destroyed, it finds everybody.
        Assert.Equal(All, Attacker.Opened(records, Attacker.KeysIn(keyrings, firstRoot)).Count);
        Assert.Equal(All, Attacker.Answered(indexes, firstIndexKey, people).Count);
    }

    // Differing in what is searched by, whatever is folded: three digits, a consonant each.
    private static string NameOf(int number) =>
        string.Join('a', number.ToString("D3", CultureInfo.InvariantCulture).Select(digit => "bdgklmnrst"[digit - '0']));

    // Everything but the keys that stand outside the databases: of those there is only the present one.
    private static async Task KeepAsync(TestStores stores, string folder, string into)
    {
        Assert.True((await stores.Services.GetRequiredService<TakeBackup>()
            .HandleAsync(Actors.Administrator, Path.Combine(into, "backup"), CancellationToken.None)).IsDone);
        foreach (var file in Directory.GetFiles(folder, "*.db*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(into, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static byte[] RootOf(TestStores stores) => Convert.FromBase64String(File.ReadAllText(stores.Files.RootKey));

    private static byte[] IndexKeyOf(TestStores stores) => Convert.FromBase64String(File.ReadAllText(Path.Combine(stores.Directory, "index.key")));
}
