using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Tests.Shared;

/// <summary>One person a role.</summary>
public static class Actors
{
    public static readonly Actor Dpo = new("dpo-1", "Aigerim", Role.ResponsiblePerson);
    public static readonly Actor Staff = new("staff-1", "Daniyar", Role.Staff);
    public static readonly Actor OtherStaff = new("staff-2", "Saule", Role.Staff);
    public static readonly Actor Manager = new("manager-1", "Marat", Role.Manager);
    public static readonly Actor Auditor = new("auditor-1", "Aliya", Role.Auditor);
    public static readonly Actor Administrator = new("admin-1", "Timur", Role.Administrator);

    public static readonly IReadOnlyList<Actor> All = [Dpo, Staff, Manager, Auditor, Administrator];

    /// <summary>Everyone whose role does not carry the right.</summary>
    public static IEnumerable<Actor> Without(Right right) => All.Where(actor => !actor.May(right));
}
