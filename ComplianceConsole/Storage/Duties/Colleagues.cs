using ComplianceConsole.Domain.Access;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Duties;

/// <summary>Who works here, as known from signing in: those to whom a duty can be given.</summary>
public static class Colleagues
{
    /// <summary>Keeps who acts, with name and roles as of now. Part of the use case of signing in.</summary>
    public static async Task RememberColleagueAsync(this OperationScope scope, CancellationToken cancellation)
    {
        var row = await scope.Db.Colleagues.FindAsync([scope.Actor.Id], cancellation);
        if (row is null)
        {
            row = new ColleagueRow { Id = scope.Actor.Id, Name = "", Roles = "" };
            scope.Db.Colleagues.Add(row);
        }

        row.Name = scope.Actor.Name;
        row.Roles = RoleCodes.Format(scope.Actor.Roles);
        row.LastSeenAt = scope.Now;
    }

    /// <summary>The roles a colleague held when last seen.</summary>
    public static Role RolesOf(ColleagueRow row) =>
        row.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(Role.None, (roles, code) => roles | RoleCodes.Parse(code));
}
