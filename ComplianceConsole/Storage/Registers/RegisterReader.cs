using ComplianceConsole.Domain;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Registers;

/// <summary>Reads the registers, keeping them until they change. They hold no personal data of subjects, so reading them is not ledgered.</summary>
public sealed class RegisterReader(IDbContextFactory<RecordsContext> contexts) : IAfterCommit
{
    private RegisterSnapshot? _snapshot;
    private int _generation;

    /// <summary>The registers as last committed.</summary>
    public async Task<RegisterSnapshot> GetAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _snapshot) is { } known)
        {
            return known;
        }

        var generation = Volatile.Read(ref _generation);
        var snapshot = await ReadAsync(cancellation);

        // An empty console is read again: another process may be filling it.
        if (snapshot.Organisation is not null)
        {
            Volatile.Write(ref _snapshot, snapshot);
            if (generation != Volatile.Read(ref _generation))
            {
                // Changed while it was read: what was read may be of before.
                Volatile.Write(ref _snapshot, null);
            }
        }

        return snapshot;
    }

    /// <summary>The text of a policy version; null where there is none of this code.</summary>
    public async Task<LocalText?> PolicyTextAsync(string code, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.PolicyVersions
            .Where(version => version.Code == code)
            .Select(version => version.Text)
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Forgets what was kept, so that the next reader sees the file.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        Volatile.Write(ref _snapshot, null);
    }

    public ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation)
    {
        if (committed.RegistersChanged)
        {
            Forget();
        }

        return ValueTask.CompletedTask;
    }

    private async Task<RegisterSnapshot> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var grounds = await db.Grounds.OrderBy(ground => ground.Order).ToListAsync(cancellation);
        var purposes = await db.Purposes.OrderBy(purpose => purpose.Order).ToListAsync(cancellation);
        var fields = await db.Fields.OrderBy(field => field.Order).ToListAsync(cancellation);
        var versions = await db.PolicyVersions
            .OrderBy(version => version.PostedAt)
            .Select(version => new PolicyVersion(version.Code, version.PostedAt))
            .ToListAsync(cancellation);
        var rules = await db.ReadDutyRulesAsync(cancellation);
        return new RegisterSnapshot(
            await db.Organisations.SingleOrDefaultAsync(cancellation),
            await db.Appointments.OrderByDescending(appointment => appointment.Id).FirstOrDefaultAsync(cancellation),
            grounds.ToDictionary(ground => ground.Code, ground => ground.Title, StringComparer.Ordinal),
            [.. purposes.Select(purpose => new Purpose(purpose.Code, purpose.Title, purpose.Ground))],
            [.. fields.Select(field => new Field(field.Code, Split(field.Purposes), field.Period))],
            versions,
            rules.Calendar)
        {
            Duties = rules.Book,
        };
    }

    private static string[] Split(string codes) =>
        codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
