using ComplianceConsole.Domain.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Sessions;

/// <summary>What is written to the table of sessions in one statement each, so that two tabs which ask at once do not undo each other.</summary>
public static class SessionTable
{
    /// <summary>Takes a session out.</summary>
    /// <returns>Whether it was there.</returns>
    public static async Task<bool> DropSessionAsync(this RecordsContext db, string id, CancellationToken cancellation) =>
        await db.Sessions.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation) > 0;

    /// <summary>Moves the moment at which a session runs out.</summary>
    public static Task ExtendSessionAsync(this RecordsContext db, string id, Instant expiresAt, CancellationToken cancellation) =>
        db.Sessions.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, expiresAt), cancellation);

    /// <summary>Writes the roles read anew, with the ticket that carries them.</summary>
    public static Task WriteSessionRolesAsync(
        this RecordsContext db, string id, Role roles, Instant readAt, byte[] ticket, CancellationToken cancellation) =>
        db.Sessions.Where(row => row.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Roles, roles)
                .SetProperty(row => row.RolesReadAt, readAt)
                .SetProperty(row => row.Ticket, ticket),
            cancellation);
}
