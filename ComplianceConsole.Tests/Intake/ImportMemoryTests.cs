using System.Text;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Intake;

/// <summary>What an import keeps in memory does not grow with the file.</summary>
[Collection(nameof(ImportMemoryTests))]
public sealed class ImportMemoryTests
{
    private const int Batch = 10_000;
    private const long Allowed = 32L * 1024 * 1024;

    // Less than one hash for each row.
    private const long AllowedWhileLooking = 512L * 1024;

    // The batches on their way, of a thousand rows each: less than a sixth of what the whole file takes.
    private const long AllowedWhileWriting = 24L * 1024 * 1024;

    [Fact]
    public async Task A_large_file_is_looked_through_and_checked_without_being_kept()
    {
        await using var stores = await Imports.OpenAsync();
        var import = stores.Services.GetRequiredService<ImportSubjects>();

        // What every import keeps, whatever the length of its file, is there after the first.
        await import.RunAsync(Actors.Dpo, new ImportOrder(new GeneratedFile(Batch * 2), DryRun: true), CancellationToken.None);
        var before = InUse();
        var heights = new List<long>();
        var measure = new Measure(Batch, _ => heights.Add(InUse() - before));

        var result = await import.RunAsync(
            Actors.Dpo,
            new ImportOrder(new GeneratedFile(Batch * 8), DryRun: true, Progress: measure) { BatchSize = Batch },
            CancellationToken.None);

        Assert.Equal(Batch * 8, result.Value.Accepted);
        Assert.InRange(heights.Count, 8, 100);
        Assert.True(heights[^1] - heights[0] < Allowed, $"grew from {heights[0] >> 20} to {heights[^1] >> 20} MB");
    }

    [Fact]
    public async Task A_long_file_is_written_in_the_memory_of_a_short_one()
    {
        const int length = 8_000;
        await using var stores = await Imports.OpenAsync(
            more: services => services.AddSingleton(provider => new ScratchFolder(provider.GetRequiredService<StoreFiles>(), budget: 500)));
        var import = stores.Services.GetRequiredService<ImportSubjects>();
        var (looking, writing) = (new List<long>(), new List<long>());
        var measure = new Measure(length / 2, isWriting => (isWriting ? writing : looking).Add(InUse()));
        Task<Result<ImportResult>> RunAsync(GeneratedFile file, Measure? measure) =>
            import.RunAsync(Actors.Dpo, new ImportOrder(file, DryRun: false, Progress: measure) { BatchSize = length / 8 }, CancellationToken.None);
        await RunAsync(new GeneratedFile(length), measure: null);

        // Known rows, then new ones, then as many again that repeat them.
        var result = (await RunAsync(new GeneratedFile(5 * length, distinct: 3 * length), measure)).Value;

        Assert.Equal((2 * length, 3 * length, 2 * length), (result.Added, result.Accepted, result.Rejected));
        Assert.InRange(looking.Count, 5, 20);
        Assert.InRange(looking.Max() - looking[0], 0, AllowedWhileLooking);
        Assert.InRange(writing.Count, 5, 80);
        Assert.InRange(writing.Max() - looking[0], long.MinValue, AllowedWhileWriting);
    }

    [Fact]
    public void Two_million_keys_half_of_them_repeats_stay_within_the_budget()
    {
        const int rows = 1_000_000;
        const long allowed = 4L * 1024 * 1024;
        var directory = Directory.CreateTempSubdirectory("scratch-").FullName;
        using var keys = new RepeatedKeys(new ScratchFolder(new StoreFiles(directory, ""), budget: 20_000));
        var before = InUse();
        for (var row = 1; row <= rows; row++)
        {
            keys.Note(row, FileKeys.ExternalId, $"u{row / 2}");
            keys.Note(row, FileKeys.Email, $"u{row / 2}@example.kz");
        }

        var noted = InUse() - before;
        keys.Complete();
        var repeated = Enumerable.Range(1, rows).Count(row => keys.IsRepeated(row, FileKeys.ExternalId) & keys.IsRepeated(row, FileKeys.Email));

        Assert.Equal((rows - 1) / 2, repeated);
        Assert.InRange(noted, long.MinValue, allowed);
        Assert.InRange(InUse() - before, long.MinValue, allowed);
        keys.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    // What an earlier test left to be finalised would otherwise go, and be counted, while this one runs.
    private static long InUse()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // Measures now and then, and tells whether rows are being written or the file is still looked through.
    private sealed class Measure(int stride, Action<bool> measure) : IProgress<ImportProgress>
    {
        private long _next;
        private long _last;

        public void Report(ImportProgress value)
        {
            if (value.Rows >= _next || value.Rows < _last)
            {
                _next = value.Rows + stride;
                measure(value.Total is not null);
            }

            _last = value.Rows;
        }
    }

    /// <summary>A file that is made while it is read, and never lies anywhere as a whole.</summary>
    private sealed class GeneratedFile(int rows, int distinct = int.MaxValue) : IImportFile
    {
        public string Name => "generated.csv";

        public long Length => rows * 200L;

        public Stream OpenRead() => new Rows(rows, distinct);

        private sealed class Rows(int rows, int distinct) : MemoryStream
        {
            private ReadOnlyMemory<byte> _line = Encoding.UTF8.GetBytes(Imports.Header + "\r\n");
            private int _next;

            public override int Read(Span<byte> buffer)
            {
                if (_line.IsEmpty)
                {
                    if (_next == rows)
                    {
                        return 0;
                    }

                    _line = Encoding.UTF8.GetBytes(Imports.Row($"u{_next++ % distinct}") + "\r\n");
                }

                var length = Math.Min(buffer.Length, _line.Length);
                _line.Span[..length].CopyTo(buffer);
                _line = _line[length..];
                return length;
            }

            public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        }
    }
}

/// <summary>Memory is measured while nothing else runs.</summary>
[CollectionDefinition(nameof(ImportMemoryTests), DisableParallelization = true)]
public sealed class ImportMemoryCollection;
