using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Domain.Duties;

/// <summary>Who holds a duty.</summary>
/// <param name="Id">Identity of the colleague.</param>
/// <param name="Name">The name colleagues know.</param>
public sealed record Holder(string Id, string Name);

/// <summary>Who may take a duty and who may give it.</summary>
public static class Assignment
{
    /// <summary>Whether somebody can hold duties: who works on requests. Policy 7.1.</summary>
    public static bool CanHold(Role roles) => Rights.Allow(roles, Right.AssignDuty);

    /// <summary>
    /// Whether an actor may pass a duty on. Staff take what nobody holds and let go of their own; the responsible person gives to anybody.
    /// </summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="from">Identity of who holds it; null where nobody does.</param>
    /// <param name="to">Identity of who is to hold it; null for nobody.</param>
    public static bool MayPass(Actor actor, string? from, string? to) =>
        actor.May(Right.HandleRequest)
        || (actor.May(Right.AssignDuty) && IsOwn(actor, from) && IsOwn(actor, to));

    private static bool IsOwn(Actor actor, string? holder) => holder is null || string.Equals(holder, actor.Id, StringComparison.Ordinal);
}
