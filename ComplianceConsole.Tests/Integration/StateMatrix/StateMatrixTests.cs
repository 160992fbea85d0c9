using System.Reflection;
using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>
/// Every use case, in every state of a record, by every role: done or refused as the policy says. Policy 2.1(7), 2.1(10), 2.1(11).
/// </summary>
/// <remarks>The table stands in <see cref="MatrixTable"/>; a use case of Features or Intake that it does not name fails here.</remarks>
public sealed class StateMatrixTests(MatrixDesk matrix) : IClassFixture<MatrixDesk>
{
    private static readonly SubjectState[] States = Enum.GetValues<SubjectState>();

    /// <summary>The rows of the table.</summary>
    public static TheoryData<string> Rows => [.. MatrixTable.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_state_and_role_gets_what_the_table_says(string name)
    {
        var row = MatrixTable.Rows.Single(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        var found = new List<string>();
        var details = new StringBuilder();
        foreach (var state in row.IsOfSubject ? States : [SubjectState.Active])
        {
            found.Add(await TryAsync(row, state, details));
        }

        Assert.True(
            row.Expected.SequenceEqual(found, StringComparer.Ordinal),
            $"{name}\n  table {string.Join("  ", row.Expected)}\n  found {string.Join("  ", found)}\n{details}");
    }

    [Fact]
    public void No_use_case_is_missing_from_the_table()
    {
        var named = MatrixTable.Rows.Select(row => row.UseCase).ToHashSet(StringComparer.Ordinal);
        var found = UseCases().ToList();

        Assert.True(found.Count > 70);
        Assert.Empty(found.Except(named, StringComparer.Ordinal));
        Assert.Empty(named.Except(found, StringComparer.Ordinal));
    }

    /// <summary>The public methods of the classes in Features and Intake that take an actor and answer with a result: <c>Class.Method</c>.</summary>
    private static IEnumerable<string> UseCases()
    {
        var methods = typeof(ConsoleHost).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false }
                && (type.Namespace?.StartsWith("ComplianceConsole.Features", StringComparison.Ordinal) == true
                    || type.Namespace?.StartsWith("ComplianceConsole.Intake", StringComparison.Ordinal) == true))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => IsResult(method.ReturnType) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)))
            .ToList();
        foreach (var group in methods.GroupBy(method => $"{method.DeclaringType!.Name}.{method.Name}", StringComparer.Ordinal))
        {
            foreach (var method in group)
            {
                yield return group.Count() == 1 ? group.Key : $"{group.Key}({method.GetParameters()[1].ParameterType.Name})";
            }
        }
    }

    private static bool IsResult(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(Result<>)
            || (type.GetGenericTypeDefinition() == typeof(Task<>) && IsResult(type.GetGenericArguments()[0])));

    // The roles in the order of the policy's table; who is refused leaves the case for the next as it was.
    private async Task<string> TryAsync(MatrixRow row, SubjectState state, StringBuilder details)
    {
        var letters = new char[Actors.All.Count];
        Attempt? attempt = null;
        for (var i = letters.Length - 1; i >= 0; i--)
        {
            attempt ??= await PrepareAsync(row, state);
            var outcome = await attempt(Actors.All[i]);
            letters[i] = outcome.Letter;
            if (outcome.Letter is not '-')
            {
                attempt = null;
                details.AppendLine($"    {state} {Actors.All[i].Roles}: {outcome.Letter} {outcome.Detail}");
            }
        }

        return new string(letters);
    }

    private async Task<Attempt> PrepareAsync(MatrixRow row, SubjectState state)
    {
        var (subject, externalId) = await matrix.AddAsync();
        var made = new Case(matrix, subject, externalId, state);
        var attempt = await row.Prepare(made);
        await matrix.EnterAsync(subject, state);
        return attempt;
    }
}
