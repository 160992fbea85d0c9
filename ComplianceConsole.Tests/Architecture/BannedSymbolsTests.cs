using ComplianceConsole.Tests.Shared;
using Mono.Cecil;

namespace ComplianceConsole.Tests.Architecture;

/// <summary>
/// What BannedSymbols.txt forbids is used nowhere, and what BannedSymbols.Sql.txt forbids nowhere but in Storage. Read from the assembly: it
/// holds whatever an analyzer was told to overlook.
/// </summary>
public sealed class BannedSymbolsTests
{
    private const string Storage = "ComplianceConsole.Storage";

    private static readonly Lazy<ILookup<string, string>> Users = new(() => Uses().ToLookup(use => use.Symbol, use => use.User, StringComparer.Ordinal));

    [Fact]
    public void What_is_banned_everywhere_is_used_nowhere_in_the_stores_either()
    {
        var banned = Read("BannedSymbols.txt");

        Assert.Empty(banned.SelectMany(UsersOf));
    }

    [Fact]
    public void Raw_sql_is_written_in_the_stores_alone()
    {
        var banned = Read("ComplianceConsole", "BannedSymbols.Sql.txt");
        var users = banned.SelectMany(UsersOf).ToList();

        Assert.Contains(users, IsStorage);
        Assert.Empty(users.Where(user => !IsStorage(user)).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("M:Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ExecuteDeleteAsync``1")]
    [InlineData("M:Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ExecuteUpdateAsync``1")]
    [InlineData("T:Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions")]
    [InlineData("T:Microsoft.Data.Sqlite.SqliteConnection")]
    [InlineData("T:Microsoft.Data.Sqlite.SqliteCommand")]
    public void What_the_stores_do_use_of_it_is_seen(string symbol)
    {
        var banned = Assert.Single(Read("ComplianceConsole", "BannedSymbols.Sql.txt"), one => one.StartsWith(symbol, StringComparison.Ordinal));

        Assert.NotEmpty(UsersOf(banned));
    }

    private static bool IsStorage(string user) => user.StartsWith(Storage + ".", StringComparison.Ordinal);

    private static List<string> Read(params string[] path) =>
        [.. File.ReadLines(Repository.PathOf(path)).Where(line => line.Length > 0).Select(line => line.Split(';')[0])];

    // By the names of type and method: an overload that is banned bans the name.
    private static IEnumerable<string> UsersOf(string symbol)
    {
        var name = symbol[2..].Split('(')[0].Split('`')[0];
        return symbol[0] == 'P' ? Users.Value[Getter(name)] : Users.Value[name.Replace(".#ctor", "..ctor", StringComparison.Ordinal)];
    }

    private static string Getter(string property) => property.Insert(property.LastIndexOf('.') + 1, "get_");

    private static IEnumerable<(string Symbol, string User)> Uses()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(ConsoleHost).Assembly.Location);
        foreach (var type in assembly.MainModule.GetTypes())
        {
            var user = Outermost(type).FullName;
            foreach (var method in type.Methods)
            {
                foreach (var parameter in method.Parameters.Select(one => one.ParameterType).Append(method.ReturnType))
                {
                    yield return (parameter.GetElementType().FullName, user);
                }

                foreach (var used in method.HasBody ? method.Body.Instructions.Select(one => one.Operand).OfType<MemberReference>() : [])
                {
                    var holder = used as TypeReference ?? used.DeclaringType;
                    yield return (holder.GetElementType().FullName, user);
                    if (used is MethodReference called)
                    {
                        yield return ($"{called.DeclaringType.GetElementType().FullName}.{called.Name}", user);
                    }
                }
            }

            foreach (var field in type.Fields)
            {
                yield return (field.FieldType.GetElementType().FullName, user);
            }
        }
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
