using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Architecture;

/// <summary>Raw SQL outside Storage does not compile: the compiler that builds the console is given one such file a room.</summary>
public sealed partial class BannedSqlTests
{
    private const string Violations =
        """
        using System.Linq;
        using System.Threading;
        using Microsoft.EntityFrameworkCore;
        public sealed class Row { public int Id { get; set; } }
        public static class Violations
        {
            public static int A(DbContext db) => db.Set<Row>().ExecuteDelete();
            public static object B(DbContext db) => db.Set<Row>().ExecuteDeleteAsync(CancellationToken.None);
            public static int C(DbContext db) => db.Set<Row>().ExecuteUpdate(set => set.SetProperty(row => row.Id, 1));
            public static object D(DbContext db) => db.Set<Row>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Id, 1));
            public static int E(DbContext db) => db.Database.ExecuteSqlRaw("DELETE FROM Subjects");
            public static int F(DbContext db) => db.Database.ExecuteSql($"DELETE FROM Subjects");
            public static object G(DbContext db) => db.Set<Row>().FromSqlRaw("SELECT 1");
            public static object H(DbContext db) => db.Set<Row>().FromSql($"SELECT 1");
            public static object I(DbContext db) => db.Database.SqlQuery<int>($"SELECT 1").ToList();
            public static object J(DbContext db) => db.Database.SqlQueryRaw<int>("SELECT 1").ToList();
            public static object K(DbContext db) => db.Database.GetDbConnection();
            public static object L(System.Data.Common.DbConnection connection) => connection.CreateCommand();
            public static object M() => new Microsoft.Data.Sqlite.SqliteCommand("DELETE FROM Subjects");
            public static object N() => new Microsoft.Data.Sqlite.SqliteConnection();
        }
        """;

    [Fact]
    public async Task Only_storage_compiles_with_raw_sql()
    {
        var folder = Directory.CreateTempSubdirectory("console-banned-").FullName;
        try
        {
            var (inStorage, elsewhere) = (Place(folder, "Storage", "Here"), Place(folder, "Features", "There"));
            File.Copy(Repository.PathOf(".editorconfig"), Path.Combine(folder, ".editorconfig"));

            var said = await CompileAsync(folder, inStorage, elsewhere);

            Assert.Empty(Refused(said, inStorage));
            Assert.Equal(ViolatingLines(), Refused(said, elsewhere).Distinct().Order());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<int> ViolatingLines() =>
        Violations.Split('\n').Index().Where(line => line.Item.Contains(") => ", StringComparison.Ordinal)).Select(line => line.Index + 1);

    private static string Place(string folder, string room, string name)
    {
        var path = Path.Combine(folder, "ComplianceConsole", room, "Violations.cs");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Violations.Replace("class Row", "class Row" + name, StringComparison.Ordinal)
            .Replace("<Row>", $"<Row{name}>", StringComparison.Ordinal)
            .Replace("class Violations", "class Violations" + name, StringComparison.Ordinal));
        return path;
    }

    // The lines of a file in which the analyzer names a banned symbol.
    private static IEnumerable<int> Refused(string said, string file) =>
        Refusal().Matches(said)
            .Where(match => match.Groups["file"].Value.EndsWith(file, StringComparison.Ordinal))
            .Select(match => int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<string> CompileAsync(string folder, params string[] files)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var package = typeof(BannedSqlTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => string.Equals(one.Key, "BannedApiAnalyzers", StringComparison.Ordinal));
        var analyzers = Path.Combine(package.Value!, "analyzers", "dotnet", "cs");
        string[] arguments =
        [
            Path.Combine(Compiler(root), "csc.dll"), "-noconfig", "-nostdlib", "-target:library", "-nullable:enable", "-out:" + Path.Combine(folder, "out.dll"),
            "-analyzerconfig:" + Path.Combine(folder, ".editorconfig"),
            "-additionalfile:" + Repository.PathOf("ComplianceConsole", "BannedSymbols.Sql.txt"),
            .. Directory.EnumerateFiles(analyzers, "*.dll").Select(path => "-analyzer:" + path),
            .. Directory.EnumerateFiles(runtime, "*.dll").Where(IsManaged).Select(path => "-r:" + path),
            .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Microsoft.EntityFrameworkCore*.dll").Select(path => "-r:" + path),
            "-r:" + Path.Combine(AppContext.BaseDirectory, "Microsoft.Data.Sqlite.dll"),
            .. files,
        ];
        using var compiler = Process.Start(
            new ProcessStartInfo(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await compiler.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("error CS", said, StringComparison.Ordinal);
        return said;
    }

    private static bool IsManaged(string path) =>
        Path.GetFileName(path) is var name
        && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll")
        && !name.Contains(".Native", StringComparison.Ordinal);

    // As global.json asks: the newest SDK of its major version.
    private static string Compiler(string root)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("global.json")));
        var asked = Version.Parse(settings.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        var sdk = Directory.EnumerateDirectories(Path.Combine(root, "sdk"), $"{asked.Major}.{asked.Minor}.*")
            .Where(path => Version.TryParse(Path.GetFileName(path), out _))
            .MaxBy(path => Version.Parse(Path.GetFileName(path)))!;
        return Path.Combine(sdk, "Roslyn", "bincore");
    }

    [GeneratedRegex(@"^(?<file>.*\.cs)\((?<line>\d+),\d+\): (?:error|warning) RS0030", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Refusal();
}
