using System.Collections.Concurrent;
using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Security.Demo;

/// <summary>Somebody invented, who signs in to the demonstration.</summary>
/// <param name="Id">The identifier, as the ledger will carry it.</param>
/// <param name="Name">The name colleagues know.</param>
/// <param name="Role">The role the person stands for.</param>
public sealed record DemoPerson(string Id, string Name, Role Role);

/// <summary>The demonstration's people, one for each role, and the roles they hold until the next start.</summary>
public sealed class DemoPeople
{
    private readonly ConcurrentDictionary<string, Role> _roles = new(StringComparer.Ordinal);

    /// <summary>Everybody, in the order of the policy's roles.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("demo-dpo", "Aigerim Sarsenova", Role.ResponsiblePerson),
        new("demo-staff", "Daniyar Omarov", Role.Staff),
        new("demo-manager", "Gulnara Tulegenova", Role.Manager),
        new("demo-auditor", "Yerzhan Kassymbekov", Role.Auditor),
        new("demo-admin", "Marina Voronina", Role.Administrator),
    ];

    /// <summary>The person of an identifier; null for nobody.</summary>
    public static DemoPerson? Find(string? id) =>
        All.FirstOrDefault(person => string.Equals(person.Id, id, StringComparison.Ordinal));

    /// <summary>The roles a person holds now.</summary>
    public Role RolesOf(DemoPerson person) => _roles.GetValueOrDefault(person.Id, person.Role);

    /// <summary>Gives and takes away roles.</summary>
    public void SetRoles(DemoPerson person, Role roles) => _roles[person.Id] = roles;
}
