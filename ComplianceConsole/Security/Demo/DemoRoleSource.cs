using ComplianceConsole.Security.Roles;
using Microsoft.AspNetCore.Authentication;

namespace ComplianceConsole.Security.Demo;

/// <summary>
/// Reads roles where the demonstration's provider keeps them, in this process: its tokens die with it, and a restart must sign
/// nobody out.
/// </summary>
internal sealed class DemoRoleSource(DemoPeople people) : IRoleSource
{
    public Task<RoleReading> ReadAsync(
        string personId,
        AuthenticationProperties tokens,
        CancellationToken cancellation
    ) =>
        Task.FromResult<RoleReading>(
            DemoPeople.Find(personId) is { } person
                ? new RoleReading.Known(people.RolesOf(person))
                : new RoleReading.Ended()
        );
}
