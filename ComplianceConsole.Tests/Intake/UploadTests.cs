using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Intake.Uploads;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ComplianceConsole.Tests.Intake;

public sealed class UploadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public async Task A_spool_gives_back_what_it_took_in_twice_and_is_gone_afterwards(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        using (var spool = await Spools().TakeInAsync("x.csv", new MemoryStream(bytes), progress: null, CancellationToken.None))
        {
            Assert.Equal(length, spool.Length);
            for (var pass = 0; pass < 2; pass++)
            {
                using var copy = new MemoryStream();
                await spool.OpenRead().CopyToAsync(copy);
                Assert.Equal(bytes, copy.ToArray());
            }
        }

        Assert.Empty(Files());
    }

    [Fact]
    public async Task Nothing_of_an_upload_stands_in_the_clear_on_the_disk()
    {
        var text = string.Concat(Enumerable.Repeat("Ермекова ", 20_000));
        using var spool = await Spools().TakeInAsync("x.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), progress: null, CancellationToken.None);

        var bytes = new byte[new FileInfo(Files().Single()).Length];
        using var handle = File.OpenHandle(Files().Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.Read(handle, bytes, 0);

        Assert.True(bytes.Length > text.Length);
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("Ермекова")) < 0);
    }

    [Fact]
    public async Task What_a_crash_left_goes_at_the_start_and_what_is_open_stays()
    {
        using var spool = await Spools().TakeInAsync("x.csv", new MemoryStream([1]), progress: null, CancellationToken.None);
        var open = Files().Single();
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(open)!, "old.upload"), "x");

        await new UploadSweepService(Spools(), NullLogger<UploadSweepService>.Instance).StartAsync(CancellationToken.None);

        Assert.Equal([open], Files());
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Spools().TakeInAsync("x.csv", new BrokenStream(), progress: null, CancellationToken.None));

        Assert.Empty(Files());
    }

    [Fact]
    public void Rejects_are_given_to_who_imported_and_for_an_hour()
    {
        var clock = new AdjustableClock(Instant.FromUtc(2026, 11, 20, 6, 0));
        var lists = new RejectLists(clock);
        var name = lists.Keep("a", [new RowNote(3, "email", RowReason.Email, IsRejection: true)]);

        Assert.StartsWith("\uFEFFrow,column,reason\r\n3,email,", Encoding.UTF8.GetString(lists.File(name, "a")!), StringComparison.Ordinal);
        Assert.Null(lists.File(name, "b"));
        Assert.Null(lists.File(Guid.NewGuid(), "a"));
        clock.Advance(Duration.FromMinutes(61));
        Assert.Null(lists.File(name, "a"));
    }

    private UploadSpools Spools() => new(new StoreFiles(_folder.FullName, Path.Combine(_folder.FullName, "root.key")));

    private string[] Files() => Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories);

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("broken");

        public override int Read(Span<byte> buffer) => throw new IOException("broken");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken");
    }
}
