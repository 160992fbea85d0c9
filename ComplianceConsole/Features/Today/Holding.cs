using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Today;

/// <summary>What giving a duty and giving a request share: who can be given it, and how a holder is written.</summary>
internal static class Holding
{
    private static readonly Holder s_nobody = new("", "");

    /// <summary>The colleague of an identity; nobody where it is null.</summary>
    /// <returns>The holder; <see cref="InvalidInput"/> where that colleague cannot hold anything.</returns>
    public static async Task<Result<Holder>> FindHolderAsync(this OperationScope scope, string? to, CancellationToken cancellation)
    {
        if (to is null)
        {
            return s_nobody;
        }

        // Who takes it is here at this moment, whatever was known of that person before.
        if (string.Equals(to, scope.Actor.Id, StringComparison.Ordinal))
        {
            return new Holder(to, scope.Actor.Name);
        }

        var row = await scope.Db.Colleagues.AsNoTracking().SingleOrDefaultAsync(colleague => colleague.Id == to, cancellation);
        return row is not null && Assignment.CanHold(Colleagues.RolesOf(row))
            ? new Holder(row.Id, row.Name)
            : new InvalidInput("Holder", "Unknown");
    }

    /// <summary>Identity and name as a row keeps them; nulls for nobody.</summary>
    public static (string? Id, string? Name) Written(this Holder holder) => holder.Id.Length > 0 ? (holder.Id, holder.Name) : (null, null);
}
