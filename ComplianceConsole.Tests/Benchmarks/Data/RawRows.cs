using ComplianceConsole.Intake.Files;
using ComplianceConsole.Tests.Intake;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>The fields of a file's rows, read and in memory.</summary>
internal static class RawRows
{
    /// <summary>All rows of a file, field by field.</summary>
    public static List<string?[]> Of(MemoryFile file)
    {
        var rows = new List<string?[]>();
        using var records = ImportFiles.Open(file.OpenRead());
        while (records.Read())
        {
            rows.Add([.. Enumerable.Range(0, ImportColumns.Fields.Count).Select(records.Value)]);
        }

        return rows;
    }
}
