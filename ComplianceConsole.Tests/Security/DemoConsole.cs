using ComplianceConsole.Security.Demo;
using ComplianceConsole.Security.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Security;

/// <summary>One console in Development for the tests of a class, which run one after another.</summary>
public sealed class DemoConsole : IAsyncDisposable
{
    internal RunningConsole Console { get; } = RunningConsole.Start();

    public ValueTask DisposeAsync() => Console.DisposeAsync();

    /// <summary>Signs everybody out and gives everybody the own role back.</summary>
    internal async Task ResetAsync()
    {
        await Console.Services.GetRequiredService<SessionKeeper>().EndOfAsync(null, null, CancellationToken.None);
        var people = Console.Services.GetRequiredService<DemoPeople>();
        foreach (var person in DemoPeople.All)
        {
            people.SetRoles(person, person.Role);
        }
    }
}
