using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Sessions in a table of the records store, where a restart leaves them.</summary>
internal sealed class RecordsSessionStore(IDbContextFactory<RecordsContext> contexts, RecordsStore records, Operation operation) : ISessionStore
{
    public Task<Result<Done>> BeginAsync(Session session, Actor person, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            person,
            Right.OwnSession,
            SessionOperations.Begin,
            async (scope, token) =>
            {
                await scope.RememberColleagueAsync(token);
                scope.Db.Sessions.Add(
                    new SessionRow
                    {
                        Id = session.Id,
                        PersonId = session.PersonId,
                        ProviderSessionId = session.ProviderSessionId,
                        Roles = session.Roles,
                        RolesReadAt = session.RolesReadAt,
                        ExpiresAt = session.ExpiresAt,
                        Ticket = session.Ticket,
                    }
                );
                scope.Record(ProcessingAction.Administration, "7.1");
                return default(Done);
            },
            cancellation
        );

    public Task<Result<Done>> EndAsync(string id, Actor person, SessionEnding why, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            person,
            Right.OwnSession,
            SessionOperations.NameOf(why),
            async (scope, token) =>
            {
                // Two tabs may ask at once; the session ends, and is said to have ended, once.
                if (!await scope.Db.DropSessionAsync(id, token))
                {
                    return new SessionEnded();
                }
                scope.Record(ProcessingAction.Administration, "7.1");
                return default(Done);
            },
            cancellation
        );

    public async Task<IReadOnlyList<string>> FindRunOutAsync(Instant now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Sessions.Where(row => row.ExpiresAt <= now).Select(row => row.Id).ToListAsync(cancellation);
    }

    public async Task<Session?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db
            .Sessions.Where(row => row.Id == id)
            .Select(row => new Session(
                row.Id,
                row.PersonId,
                row.ProviderSessionId,
                row.Roles,
                row.RolesReadAt,
                row.ExpiresAt,
                row.Ticket
            ))
            .SingleOrDefaultAsync(cancellation);
    }

    public Task ExtendAsync(string id, Instant expiresAt, CancellationToken cancellation) =>
        WriteAsync(db => db.ExtendSessionAsync(id, expiresAt, cancellation), cancellation);

    public Task RecordRolesAsync(string id, Role roles, Instant readAt, byte[] ticket, CancellationToken cancellation) =>
        WriteAsync(db => db.WriteSessionRolesAsync(id, roles, readAt, ticket, cancellation), cancellation);

    public async Task<IReadOnlyList<string>> FindOfAsync(
        string? personId,
        string? providerSessionId,
        CancellationToken cancellation
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db
            .Sessions.Where(row => personId == null || row.PersonId == personId)
            .Where(row => providerSessionId == null || row.ProviderSessionId == providerSessionId)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
    }

    private async Task WriteAsync(Func<RecordsContext, Task> write, CancellationToken cancellation)
    {
        await records.Gate.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await write(db);
        }
        finally
        {
            records.Gate.Release();
        }
    }
}
