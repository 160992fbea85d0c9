using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Storage;

namespace ComplianceConsole.Tests.Intake.Scratch;

/// <summary>What an import lays aside: right at any length, in memory of fixed size, and gone afterwards.</summary>
public sealed class ScratchTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("scratch-").FullName;

    private string Scratch => Path.Combine(_directory, "scratch");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Exactly_the_later_rows_of_equal_keys_are_repeats(int budget)
    {
        var random = new CsCheck.PCG(1, 20261101);
        var rows = Enumerable.Range(1, 2_000).Select(row => (Row: row, Id: $"u{random.Next(1_200)}", Email: $"U{random.Next(1_500)}@example.kz")).ToList();
        using var keys = new RepeatedKeys(Folder(budget));
        foreach (var (row, id, email) in rows)
        {
            keys.Note(row, FileKeys.ExternalId, id);
            keys.Note(row, FileKeys.Email, email);
        }

        keys.Complete();

        var (ids, emails) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var expected = rows.ConvertAll(one => (!ids.Add(one.Id), !emails.Add(one.Email)));
        var found = rows.ConvertAll(one => (keys.IsRepeated(one.Row, FileKeys.ExternalId), keys.IsRepeated(one.Row, FileKeys.Email)));
        Assert.Equal(expected, found);
        Assert.Contains((true, true), found);
    }

    [Fact]
    public void Nothing_stays_in_the_folder_and_what_lies_there_says_nothing()
    {
        var folder = Folder(1);
        using (var keys = new RepeatedKeys(folder))
        using (var emails = new GivenUpEmails(folder))
        {
            for (var row = 1; row <= 500; row++)
            {
                keys.Note(row, FileKeys.ExternalId, "ermekova");
                emails.Add($"ermekova{row}@example.kz");
            }

            keys.Complete();
            Assert.True(emails.Contains("ermekova7@example.kz"));
            Assert.False(emails.Contains("ermekova0@example.kz"));
            Assert.NotEmpty(Directory.GetFiles(Scratch));
            Assert.DoesNotContain(Directory.GetFiles(Scratch), file => ReadShared(file).AsSpan().IndexOf("ermekova"u8) >= 0);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Scratch));
            }
        }

        Assert.Empty(Directory.GetFiles(Scratch));
    }

    [Fact]
    public void What_a_crash_left_is_swept_and_what_is_in_use_is_not()
    {
        var folder = Folder(1);
        using var file = new ScratchFile(folder);
        file.Append([1, 2, 3]);
        File.WriteAllBytes(Path.Combine(Scratch, "left.scratch"), [1]);

        folder.Sweep();

        Assert.Single(Directory.GetFiles(Scratch));
        Span<byte> read = stackalloc byte[2];
        file.Read(1, read);
        Assert.Equal([2, 3], read.ToArray());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private ScratchFolder Folder(int budget) => new(new StoreFiles(_directory, Path.Combine(_directory, "root.key")), budget);

    // The files are held for their writer alone; only another program's view of the disk is wanted here.
    private static byte[] ReadShared(string file)
    {
        var copy = file + ".copy";
        using var process = System.Diagnostics.Process.Start("cp", [file, copy]);
        process.WaitForExit();
        var bytes = File.ReadAllBytes(copy);
        File.Delete(copy);
        return bytes;
    }
}
