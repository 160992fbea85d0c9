using System.IO.Compression;
using System.Text;
using ComplianceConsole.Commands.Residue;
using ComplianceConsole.Tests.Documents;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Commands.Residue;

/// <summary>What is planted is found, however it is written and wherever it is packed; what is not there is not.</summary>
public sealed class ResidueSearchTests : IDisposable
{
    private const string Value = "Қожахметова";
    private readonly string _folder = Directory.CreateTempSubdirectory("console-residue-").FullName;

    public static TheoryData<string, ResidueEncoding> Written =>
        new()
        {
            { Convert.ToHexString(Encoding.UTF8.GetBytes(Value)), ResidueEncoding.Utf8 },
            { Convert.ToHexString(Encoding.Unicode.GetBytes(Value)), ResidueEncoding.Utf16LittleEndian },
            { Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(Value)), ResidueEncoding.Utf16BigEndian },
            { HexOf(Convert.ToHexString(Encoding.UTF8.GetBytes(Value))), ResidueEncoding.Hex },
            { HexOf(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value))), ResidueEncoding.Hex },
            { HexOf(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(Value))), ResidueEncoding.Hex },
            { HexOf(Convert.ToBase64String(Encoding.UTF8.GetBytes(Value + "-and more"))), ResidueEncoding.Base64 },
            { HexOf(Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + Value + "-and more"))), ResidueEncoding.Base64 },
            { HexOf(Convert.ToBase64String(Encoding.UTF8.GetBytes("xy" + Value + "-and more"))), ResidueEncoding.Base64 },
            { HexOf(Convert.ToBase64String(Encoding.UTF8.GetBytes("xy" + Value)).Replace('+', '-').Replace('/', '_')), ResidueEncoding.Base64 },
        };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Written))]
    public void Each_way_of_writing_is_found_anywhere_in_a_file(string bytes, ResidueEncoding encoding)
    {
        // Also across the border of two blocks.
        foreach (var place in new[] { 0, 1, 77, (1 << 20) - 5, (1 << 20) + 3, (2 << 20) - 7 })
        {
            var file = Path.Combine(_folder, $"{place}.bin");
            File.WriteAllBytes(file, [.. new byte[place], .. Convert.FromHexString(bytes), .. new byte[100]]);

            var hits = Look([file], "nobody at all", Value);

            Assert.Contains(hits, hit => hit.Encoding == encoding && hit.Line == 2 && hit.Offset >= place && hit.Offset <= place + 4);
            Assert.DoesNotContain(hits, hit => hit.Line == 1);
        }
    }

    [Fact]
    public void Archives_are_unpacked_and_pdf_streams_inflated_however_deep()
    {
        var pdf = PdfOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("0 0 m ", 200)) + "BT (" + Value + ") Tj ET"));
        File.WriteAllBytes(Path.Combine(_folder, "deep.zip"), Zip("inner.zip", Zip("report.pdf", pdf)));
        using (var gzip = new GZipStream(File.Create(Path.Combine(_folder, "log.gz")), CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.Unicode.GetBytes("a line with " + Value));
        }

        var hits = Look([_folder], Value);

        Assert.Equal(
            "deep.zip!inner.zip!report.pdf!stream-40 log.gz!gz",
            string.Join(' ', hits.Select(hit => Path.GetRelativePath(_folder, hit.File)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Text_that_a_pdf_draws_by_its_glyphs_is_read_as_text()
    {
        File.WriteAllBytes(Path.Combine(_folder, "drawn.pdf"), Pdfs.Render(Pdfs.Builder().Paragraph($"{Value} is named here.").Build()));

        Assert.Contains(Look([_folder], Value), hit => hit.File.Contains("!stream-", StringComparison.Ordinal));
        Assert.Empty(Look([_folder], "Қожахметовна"));
    }

    [Theory]
    [InlineData("BT (Қожа) Tj 0 -14 Td (хметова) Tj ET")]
    [InlineData("BT (Қожа-) Tj T* (хметова) Tj ET")]
    [InlineData("BT [(Қо) -20 (жах) 15 (метова)] TJ ET")]
    [InlineData("BT (\\(Қожах\\)) Tj ET BT (Қожахме) ' ( това) Tj ET")]
    public void Text_that_a_pdf_draws_in_pieces_is_read_in_one(string content)
    {
        File.WriteAllBytes(Path.Combine(_folder, "pieces.pdf"), PdfOf(Encoding.UTF8.GetBytes(content)));

        Assert.Contains(Look([_folder], "nobody", Value), hit => hit.Line == 2 && hit.File.Contains("!drawn-", StringComparison.Ordinal));
        Assert.Empty(Look([_folder], "Қожахметовна"));
    }

    [Fact]
    public void A_value_on_two_lines_of_a_document_is_found_once()
    {
        var filler = string.Join(' ', Enumerable.Repeat("word", 17));
        var text = string.Join(' ', Enumerable.Range(0, 40).Select(number => $"{filler[..(number + 20)]} Гүлнара {Value}"));
        File.WriteAllBytes(Path.Combine(_folder, "lines.pdf"), Pdfs.Render(Pdfs.Builder().Paragraph(text).Build()));

        Assert.Contains(Look([_folder], $"Гүлнара {Value}"), hit => hit.File.Contains("lines.pdf!", StringComparison.Ordinal));
        Assert.Empty(Look([_folder], $"{Value} Гүлнара"));
    }

    [Fact]
    public void What_was_deleted_from_a_database_and_what_stands_in_its_log_is_found()
    {
        var file = Path.Combine(_folder, "free.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA secure_delete = OFF; CREATE TABLE T (V TEXT)");
        Run($"INSERT INTO T VALUES ('{Value}'), (printf('%.9000c', 'x'))");
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
        Run("DELETE FROM T; PRAGMA wal_checkpoint(TRUNCATE)");
        Run("INSERT INTO T VALUES ('Бектұров')");

        var hits = Look([_folder], Value, "Бектұров");

        Assert.Contains(hits, hit => hit.Line == 1 && hit.File.EndsWith("free.db", StringComparison.Ordinal));
        Assert.Contains(hits, hit => hit.Line == 2 && hit.File.EndsWith("free.db-wal", StringComparison.Ordinal));

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public void What_is_damaged_is_looked_at_as_it_stands_and_named()
    {
        File.WriteAllBytes(Path.Combine(_folder, "torn.zip"), [.. Zip("a.txt", Encoding.UTF8.GetBytes("nothing"))[..30], .. Encoding.UTF8.GetBytes(Value)]);
        var hits = new List<ResidueHit>();
        var looked = new ResidueSearch(ResiduePatterns.Of([Value]), hits.Add)
            .Run([_folder, Path.Combine(_folder, "missing")], new HashSet<string>(StringComparer.Ordinal), TestContext.Current.CancellationToken);

        Assert.Single(hits);
        Assert.Equal(2, looked.Unread.Count);
    }

    private static List<ResidueHit> Look(IEnumerable<string> places, params string[] values)
    {
        var hits = new List<ResidueHit>();
        var looked = new ResidueSearch(ResiduePatterns.Of(values), hits.Add)
            .Run(places, new HashSet<string>(StringComparer.Ordinal), TestContext.Current.CancellationToken);
        Assert.Empty(looked.Unread);
        return hits;
    }

    private static byte[] PdfOf(byte[] content) =>
    [
        .. Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Length 9 >>\nstream\n"), .. Deflated(content), .. Encoding.ASCII.GetBytes("\nendstream\nendobj\n"),
    ];

    private static string HexOf(string ascii) => Convert.ToHexString(Encoding.ASCII.GetBytes(ascii));

    private static byte[] Deflated(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(string name, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry(name).Open())
        {
            entry.Write(content);
        }

        return packed.ToArray();
    }
}
