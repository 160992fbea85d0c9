using System.Text;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake;
using ComplianceConsole.Tests.Integration.Proof.Faults;

namespace ComplianceConsole.Tests.Integration.Proof.Disk;

/// <summary>
/// The disk under the records fails while the console runs: it is full, read-only, not allowed, or broken. Every use case that records is refused in
/// words and leaves nothing behind; once the disk is well again the same process does them all.
/// </summary>
public sealed class DiskTests(ITestOutputHelper output)
{
    private const string Writes = "write,pwrite64,pwritev,ftruncate,fallocate";

    // They show nobody's data, and write no entry.
    private static readonly HashSet<string> s_unrecorded = new(StringComparer.Ordinal)
    {
        "ReadDutyStory.ReadAsync", "ReadRegisters.RunAsync", "ReadPolicyVersion.RunAsync", "VerifyStores.RunAsync", "CopyStandings.Read",
        "CopyStandings.CountWaitingAsync", "ReadLosses.HandleAsync",
    };

    private static readonly (string Name, string[] Inject)[] s_faults =
    [
        ("full", [$"inject={Writes}:error=ENOSPC"]),
        ("read-only", [$"inject={Writes}:error=EROFS", "inject=openat:error=EACCES"]),
        ("not synced", ["inject=fsync,fdatasync:error=EIO"]),
        ("broken", [$"inject={Writes},fsync,fdatasync,pread64:error=EIO"]),
    ];

    [Fact]
    public async Task With_a_failing_disk_every_use_case_is_refused_in_words_without_a_trace_and_done_by_the_same_process_afterwards()
    {
        using var child = Child.Start(DiskWorker.Name);
        var records = await child.HearAsync() ?? throw new InvalidOperationException("The process ended by itself.");
        var wrong = new StringBuilder();
        foreach (var (name, inject) in s_faults)
        {
            var before = await SumAsync(child);
            string[] log;
            List<string[]> tried;
            using (var strace = await Strace.AttachAsync(child.Id, Options(records, inject)))
            {
                tried = await TryAsync(child);
                log = await strace.DetachAsync();
            }

            var refused = tried.Count(IsRefused);
            output.WriteLine($"{name}: {log.Count(line => line.Contains("(INJECTED)", StringComparison.Ordinal))} calls failed, {refused} of {tried.Count} use cases refused");
            Assert.True(refused > 60, $"{name}: {refused} use cases");
            foreach (var one in tried.Where(one => IsRefused(one) == s_unrecorded.Contains(one[0]) && !IsUnrecordedAndBroken(one)))
            {
                wrong.AppendLine($"{name}: {string.Join(' ', one)}");
            }

            if (!string.Equals(before, await SumAsync(child), StringComparison.Ordinal))
            {
                wrong.AppendLine($"{name}: the records were changed.");
            }
        }

        foreach (var one in (await TryAsync(child)).Where(one => one[1] is not ("+" or "c")))
        {
            wrong.AppendLine($"afterwards: {string.Join(' ', one)}");
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    // What writes no entry may be shown or refused, in words.
    private static bool IsUnrecordedAndBroken(string[] one) => s_unrecorded.Contains(one[0]) && one[1] is "o";

    private static IEnumerable<string> Options(string records, string[] inject) =>
    [
        "-e", $"trace={Writes},fsync,fdatasync,pread64,openat", .. inject.SelectMany(one => (string[])["-e", one]), "-P", records, "-P", records + "-wal",
    ];

    private static bool IsRefused(string[] one) =>
        one[1] is "o"
        && (one[2].Contains(nameof(StoreUnavailable), StringComparison.Ordinal) || one[2].Contains(nameof(ImportInterrupted), StringComparison.Ordinal));

    private static async Task<string> SumAsync(Child child)
    {
        child.Say("sum");
        return await child.HearAsync() ?? throw new InvalidOperationException("The process ended by itself.");
    }

    private static async Task<List<string[]>> TryAsync(Child child)
    {
        child.Say("try");
        var tried = new List<string[]>();
        while (await child.HearAsync() is { } line)
        {
            if (line is "end")
            {
                return tried;
            }

            tried.Add(line.Split('\t'));
        }

        throw new InvalidOperationException("The process ended by itself; what it said last: " + string.Join(' ', tried.LastOrDefault() ?? []));
    }
}
