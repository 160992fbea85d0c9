using System.Text;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Intake;

/// <summary>What an import keeps in memory does not grow with the file.</summary>
[Collection(nameof(ImportMemoryTests))]
public sealed class ImportMemoryTests
{
    private const long Allowed = 32L * 1024 * 1024;

    [Fact]
    public async Task A_large_file_is_looked_through_and_checked_without_being_kept()
    {
        await using var stores = await Imports.OpenAsync();
        var import = stores.Services.GetRequiredService<ImportSubjects>();

        // What every import keeps, whatever the length of its file, is there after the first.
        await import.RunAsync(Actors.Dpo, new ImportOrder(new GeneratedFile(RowSource.BatchSize * 2), DryRun: true), CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var heights = new List<long>();
        var measure = new Measure(() => heights.Add(GC.GetTotalMemory(forceFullCollection: true) - before));

        var result = await import.RunAsync(
            Actors.Dpo, new ImportOrder(new GeneratedFile(RowSource.BatchSize * 8), DryRun: true, Progress: measure), CancellationToken.None);

        Assert.Equal(RowSource.BatchSize * 8, result.Value.Accepted);
        Assert.InRange(heights.Count, 8, 100);
        Assert.True(heights[^1] - heights[0] < Allowed, $"grew from {heights[0] >> 20} to {heights[^1] >> 20} MB");
    }

    // Measures now and then: at every batch, and while looking through at every 20,000th row.
    private sealed class Measure(Action measure) : IProgress<ImportProgress>
    {
        private long _next;

        public void Report(ImportProgress value)
        {
            if (value.Total is not null || value.Rows >= _next)
            {
                _next = value.Rows + 20_000;
                measure();
            }
        }
    }

    /// <summary>A file that is made while it is read, and never lies anywhere as a whole.</summary>
    private sealed class GeneratedFile(int rows) : IImportFile
    {
        public string Name => "generated.csv";

        public long Length => rows * 200L;

        public Stream OpenRead() => new Rows(rows);

        private sealed class Rows(int rows) : MemoryStream
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

                    _line = Encoding.UTF8.GetBytes(Imports.Row($"u{_next++}") + "\r\n");
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
