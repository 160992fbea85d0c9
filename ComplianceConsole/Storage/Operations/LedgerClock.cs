using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Watches the computer's clock by the ledger: one that stands before the last entry, or very long after it, is doubtful until the responsible person
/// confirms it or it is put right. The question stands in the ledger, so that a restart does not forget it.
/// </summary>
public sealed class LedgerClock(RecordsStore store, Keyring keyring, Operation operation, IClock clock) : IDisposable
{
    /// <summary>The entry by which a person said that the clock is right.</summary>
    public const string Confirmed = "clock.confirmed";

    private const string Asked = "clock.asked";
    private const string Righted = "clock.righted";

    // How far a start looks back for a question that nobody has answered.
    private const int LookedBack = 10_000;

    private static readonly Actor s_job = Actor.Job("clock");

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ClockQuestion? _question;
    private Instant? _last;

    /// <summary>The question as it stands; null where the clock is not doubtful, or nobody has looked yet.</summary>
    public ClockQuestion? Question => _question;

    /// <summary>Looks at the clock, and asks where it has become doubtful.</summary>
    /// <returns>The question that stands now.</returns>
    public async Task<ClockQuestion?> LookAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_last is null && !TryRecover())
            {
                return null;
            }

            var now = clock.GetCurrentInstant();
            var last = _last ??= now;
            if (_question is { } open)
            {
                if (ClockTrust.Of(now, open.Last) is null)
                {
                    await RecordAsync(Righted, open, cancellation);
                    (_question, _last) = (null, now);
                }
            }
            else if (ClockTrust.Of(now, last) is { } doubt)
            {
                // Asked also where the ledger cannot be written just now: nothing is to be counted meanwhile.
                _question = new ClockQuestion(doubt, now, last);
                await RecordAsync(Asked, _question, cancellation);
            }
            else
            {
                _last = now;
            }

            return _question;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the question, once it is recorded that a person has confirmed the clock.</summary>
    public void Settle() => (_question, _last) = (null, clock.GetCurrentInstant());

    public void Dispose() => _turn.Dispose();

    private Task<Result<Done>> RecordAsync(string name, ClockQuestion question, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            s_job,
            Right.Maintain,
            name,
            scope =>
            {
                scope.Record(
                    ProcessingAction.Administration,
                    "7.1",
                    details: new Said(question.Doubt, question.Clock.ToUnixTimeTicks(), question.Last.ToUnixTimeTicks()));
                return default(Done);
            },
            cancellation);

    // A ledger that cannot be read just now is asked the next time.
    private bool TryRecover()
    {
        try
        {
            _last = Recover();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    // The latest moment at which anything was recorded since the clock was last confirmed or put right; and the question, where no answer follows it.
    private Instant? Recover()
    {
        using var connection = SqliteStore.Open(store.ConnectionString);
        using var rows = new SqliteStatement(connection, "SELECT Bytes, Details FROM LedgerEntries ORDER BY \"Index\" DESC LIMIT ?1");
        rows.Bind(1, LookedBack);
        Instant? last = null;
        while (rows.Step())
        {
            var entry = CanonicalEncoding.Decode(rows.Blob(0));
            last = last is { } later ? Instant.Max(later, entry.At) : entry.At;
            if (entry is not { Outcome: LedgerOutcome.Done, Operation: Asked or Righted or Confirmed })
            {
                continue;
            }

            _question = entry.Operation is Asked && rows.IsBlob(1) ? QuestionOf(entry, rows.Blob(1).ToArray()) : null;
            break;
        }

        return last;
    }

    private ClockQuestion? QuestionOf(LedgerEntry entry, byte[] details)
    {
        try
        {
            return EntryDetails.Open(keyring, entry, details) is { } json && VaultJson.Read<Said>(json) is { } said
                ? new ClockQuestion(said.Doubt, Instant.FromUnixTimeTicks(said.Clock), Instant.FromUnixTimeTicks(said.Last))
                : null;
        }
        catch (CryptographicException)
        {
            // Damaged: a verification names it, and the clock is looked at as if nothing had been asked.
            return null;
        }
    }

    private sealed record Said(ClockDoubt Doubt, long Clock, long Last);
}
