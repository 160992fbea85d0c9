using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration.Proof.Faults;

/// <summary>
/// One destruction, again and again on the same stores, and each time one of its writes, syncs, renames, removals or truncations fails: with an
/// input/output error, with a full disk, or the process is killed there. Then the stores are opened anew and swept: <c>verify</c> holds, and
/// what was decided is destroyed.
/// </summary>
internal static class FaultRun
{
    private const int Subjects = 12;
    private const int Doomed = 5;
    private const int Turns = 3;
    private const string Killed = "signal=KILL";

    private static readonly string[] s_faults = ["error=EIO", "error=ENOSPC", Killed];

    /// <summary>Puts the faults in.</summary>
    /// <param name="count">How many at most; where there are more, each sort of call once, and the rest by the dice.</param>
    /// <param name="seed">Where the dice begin.</param>
    /// <param name="tell">Told of every hundredth.</param>
    /// <returns>One line with what was done.</returns>
    public static async Task<string> RunAsync(int count, int seed, Action<string> tell)
    {
        var home = Directory.CreateTempSubdirectory("console-faults-").FullName;
        var (work, template) = (Path.Combine(home, "work"), Path.Combine(home, "template"));
        await MakeAsync(work);
        Copy(work, template);

        var points = FaultPoint.In(await TraceAsync(work), home);
        var chosen = Choose(points, count, new Dice(seed));
        var ends = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var children = new Children(work);
        for (var i = 0; i < chosen.Count; i++)
        {
            var (point, fault) = chosen[i];
            try
            {
                var end = await PutInAsync(children, work, template, point, fault);
                ends[end] = ends.GetValueOrDefault(end) + 1;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}, {fault} at {point}, stores in {work}: {failure.Message}", failure);
            }

            if ((i + 1) % 100 == 0)
            {
                tell($"{i + 1} of {chosen.Count}");
            }
        }

        Directory.Delete(home, recursive: true);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"faults: {chosen.Count} of {points.Count * s_faults.Length} put in at {points.Count} points, every destruction that was decided came to its end; the process itself ended with {string.Join(", ", ends.Select(one => $"{one.Key} {one.Value}"))}");
    }

    private static async Task MakeAsync(string work)
    {
        await ProofStores.MakeAsync(work);
        var stores = await ProofStores.OpenAsync(work);
        for (var i = 1; i <= Subjects; i++)
        {
            await stores.AddSubjectAsync((FieldCode.LastName, $"Ermekova{i}"), (FieldCode.Email, $"e{i}@example.kz"), (FieldCode.ExternalId, $"e-{i}"));
        }

        await stores.CloseAsync();
    }

    private static async Task<string[]> TraceAsync(string work)
    {
        using var children = new Children(work);
        using var child = await children.TakeAsync();
        using var strace = await Strace.AttachAsync(child.Id, "-e", "trace=" + FaultPoint.Calls);
        child.Say(Doomed.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("destroyed", await child.HearAsync());
        await child.KillAsync();
        return await strace.EndAsync();
    }

    private static List<(FaultPoint Point, string Fault)> Choose(IReadOnlyList<FaultPoint> points, int count, Dice dice)
    {
        var all = points.SelectMany(point => s_faults.Select(fault => (point, fault))).ToArray();
        if (all.Length <= count)
        {
            return [.. all];
        }

        dice.Shuffle(all);
        var first = all.DistinctBy(one => one.point.Sort, StringComparer.Ordinal).ToList();
        return [.. first.Concat(all.Except(first)).Take(count)];
    }

    private static async Task<string> PutInAsync(Children children, string work, string template, FaultPoint point, string fault)
    {
        for (var turn = 1; ; turn++)
        {
            Directory.Delete(work, recursive: true);
            Copy(template, work);
            using var child = await children.TakeAsync();
            using var strace = await Strace.AttachAsync(child.Id, point.Inject(fault));
            child.Say(Doomed.ToString(CultureInfo.InvariantCulture));
            var said = await child.HearAsync();
            await child.KillAsync();
            var log = await strace.EndAsync();
            var isIn = string.Equals(fault, Killed, StringComparison.Ordinal)
                ? said is null
                : log.Any(line => line.Contains("(INJECTED)", StringComparison.Ordinal));
            if (isIn)
            {
                var end = said?.Split(' ')[0] ?? "killed";
                await FaultCheckAsync(work, end);
                return end;
            }

            // The calls of one destruction are not quite those of the next: which thread closes a log, for one.
            Assert.True(turn < Turns, $"The fault was not put in; it ended with '{said}'.");
        }
    }

    private static async Task FaultCheckAsync(string work, string end)
    {
        var stores = await ProofStores.OpenAsync(work);
        try
        {
            var subject = new SubjectId(Doomed);
            if (end is "destroyed")
            {
                Assert.Equal(SubjectState.Destroyed, stores.State(subject));
            }

            await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);
            await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
            var found = await stores.VerifyAsync();
            Assert.True(found.Holds, found.Line);

            // What was refused was not decided: the record stands as before, whole.
            var isGone = stores.State(subject) == SubjectState.Destroyed;
            Assert.True(isGone || (end is "refused" or "killed" && stores.State(subject) == SubjectState.Active), $"{stores.State(subject)} after '{end}'");
            Assert.False(isGone && end is "refused");
            foreach (var keyring in (string[])[stores.Files.Keyring, Path.Combine(ProofStores.CopyIn(work), "keys.db")])
            {
                Assert.Equal(Subjects - (isGone ? 1 : 0), Count(keyring, "HolderKeys WHERE Kind = 0"));
                Assert.Equal(isGone ? 1 : 0, Count(keyring, "Tombstones WHERE Kind = 0 AND Id = 5"));
            }

            Assert.Equal(isGone ? [] : new[] { subject.Number }, stores.Keyring.FindSubjects(IdentifierKind.Email, "e5@example.kz", 1));
            for (var id = 1; id <= Subjects; id++)
            {
                Assert.Equal(id != Doomed || !isGone, (await stores.ReadAsync(Actors.Dpo, new SubjectId(id))).IsDone);
            }

            Assert.Equal(
                Assert.Single(TreeStores.RootKeysIn(ProofStores.DataIn(work))), Assert.Single(TreeStores.RootKeysIn(ProofStores.PlaceIn(work))));
        }
        finally
        {
            await stores.CloseAsync();
        }
    }

    // Without a pool: it would go on reading the file of the time before.
    private static long Count(string file, string rows)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM " + rows;
        return (long)count.ExecuteScalar()!;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // One always gets ready while another's stores are looked at.
    private sealed class Children(string work) : IDisposable
    {
        private Child _next = Child.Start(FaultWorker.Name, work);

        public async Task<Child> TakeAsync()
        {
            var child = _next;
            _next = Child.Start(FaultWorker.Name, work);
            child.Say("open");
            Assert.Equal("open", await child.HearAsync());
            return child;
        }

        public void Dispose() => _next.Dispose();
    }
}
