using System.Text;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Intake;

/// <summary>Nothing personal of an import stands in the clear in any file of the data directory.</summary>
public sealed class ResidueTests
{
    private const int Shortest = 6;

    private static readonly string[] s_columns =
        [FieldCode.LastName, FieldCode.FirstName, FieldCode.Email, FieldCode.Phone, FieldCode.BankCardNumber, FieldCode.Organization, FieldCode.PlaceOfWork];

    [Fact]
    public async Task No_value_of_the_sample_is_found_in_the_bytes_of_any_file()
    {
        await using var stores = await Imports.OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        await Imports.ImportAsync(stores, new DiskFile(Imports.SamplePath));
        await Imports.ImportAsync(stores, new DiskFile(Imports.SamplePath), dryRun: true);
        var files = Directory.EnumerateFiles(stores.Directory, "*", SearchOption.AllDirectories).ToDictionary(file => file, Read, StringComparer.Ordinal);
        var values = Values().Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains(files.Keys, file => file.EndsWith("search.db", StringComparison.Ordinal));
        Assert.Contains(files.Keys, file => file.EndsWith("console.db-wal", StringComparison.Ordinal));
        Assert.True(values.Count > 1_000);
        foreach (var (file, bytes) in files)
        {
            foreach (var value in values)
            {
                Assert.False(Contains(bytes, value), $"{Path.GetFileName(file)} holds a value of {value.Length} characters in the clear");
            }
        }
    }

    [Fact]
    public void The_search_for_values_would_find_them()
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            Assert.True(Contains([1, .. encoding.GetBytes("Ермекова"), 2], "Ермекова"));
        }
    }

    private static bool Contains(byte[] bytes, string value) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)) >= 0
        || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(value)) >= 0
        || bytes.AsSpan().IndexOf(Encoding.BigEndianUnicode.GetBytes(value)) >= 0;

    // Each value as the file has it and as it is kept.
    private static IEnumerable<string> Values()
    {
        using var records = ImportFiles.Open(new DiskFile(Imports.SamplePath).OpenRead());
        while (records.Read())
        {
            foreach (var column in s_columns)
            {
                var written = records.Value(ImportColumns.PlaceOf(column)) ?? "";
                foreach (var value in (string[])[written, FieldRules.Read(column, written).Value ?? ""])
                {
                    if (value.Length >= Shortest)
                    {
                        yield return value;
                    }
                }
            }
        }
    }

    // The stores are open: they share their files with readers.
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
