using System.Buffers.Binary;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Operations;

public sealed partial class Operation
{
    /// <summary>How many subjects one entry of the ledger names at most.</summary>
    public const int MostSubjectsAnEntry = 200;

    private const string SubjectThere = "SELECT EXISTS (SELECT 1 FROM Subjects WHERE Id = $id)";
    private const string SubjectKept = "SELECT EXISTS (SELECT 1 FROM KeptKeys WHERE Kind = 0 AND Id = $id)";

    /// <summary>
    /// Takes in many new subjects in one transaction with the entries that say so: the same order as any change (keys first, then records
    /// and ledger, then whoever follows), with prepared statements in place of tracked objects. Policy 4.2.1.
    /// </summary>
    /// <param name="actor">Who acts; the right is <see cref="Right.Import"/>.</param>
    /// <param name="name">The use case's name in the ledger.</param>
    /// <param name="subjects">The subjects, sealed before, without a lock.</param>
    /// <param name="cancellation">Ends it before it began; once begun it is finished.</param>
    /// <returns>What became of each, in the same order. A subject that was not added leaves nothing behind.</returns>
    public async Task<Result<IReadOnlyList<Addition>>> AddSubjectsAsync(
        Actor actor,
        string name,
        IReadOnlyList<SealedSubject> subjects,
        CancellationToken cancellation)
    {
        if (!actor.May(Uses.Collect.Right))
        {
            return await ReadAsync<IReadOnlyList<Addition>>(
                actor, Uses.Collect.Right, name, (_, _) => throw new InvalidOperationException(), cancellation);
        }

        try
        {
            await store.Gate.WaitAsync(cancellation);
            try
            {
                var additions = AddInTurn(actor, name, subjects);
                var added = subjects.Where((_, index) => additions[index] == Addition.Added);
                var committed = new Committed(
                    actor, name, [.. added.Select(one => new SubjectChange(one.Id, one.Row, one.Profile))], [], RegistersChanged: false) { LedgerSize = store.Ledger.Head?.Size };
                foreach (var follower in followers)
                {
                    await FollowAsync(follower, committed);
                }

                return additions;
            }
            finally
            {
                store.Gate.Release();
            }
        }
        catch (Exception error) when (IsStoreFailure(error))
        {
            LogStoreFailure(name, error);
            return new StoreUnavailable();
        }
    }

    private Addition[] AddInTurn(Actor actor, string name, IReadOnlyList<SealedSubject> subjects)
    {
        using var connection = SqliteStore.Open(store.ConnectionString);
        using var transaction = connection.BeginTransaction();
        using var appender = new LedgerAppender(connection, store.Ledger);
        var range = appender.Begin();
        var additions = AddKeys(subjects, id => Exists(connection, transaction, SubjectThere, id), id => Exists(connection, transaction, SubjectKept, id));
        var added = subjects.Where((_, index) => additions[index] == Addition.Added).ToList();
        using var writer = new SubjectWriter(connection);
        foreach (var subject in added)
        {
            subject.Row.Revision = range.Size;
            writer.Write(subject);
        }

        if (added.Count > 0)
        {
            var now = clock.GetCurrentInstant();
            var head = appender.Append(range, [.. added.Chunk(MostSubjectsAnEntry).Select(chunk => CollectionOf(actor, name, now, chunk))]);
            transaction.Commit();
            store.Adopt(range, head);
        }

        return additions;
    }

    // Keys and identifiers first, durably. A key without a row is an orphan of a crash, because whoever creates holds the records' write
    // lock, as this does: the person it was made for is being entered again.
    private Addition[] AddKeys(IReadOnlyList<SealedSubject> subjects, Func<long, bool> exists, Func<long, bool> isKept)
    {
        using var change = keyring.BeginChange();
        var additions = Array.ConvertAll(
            [.. subjects], subject => IsOfDestroyed(change, subject) ? Addition.Destroyed : Addition.Added);
        var refused = AddIdentifiersInOrder(change, subjects, additions);
        if (refused.Count > 0)
        {
            // Whom this change itself adds has no row yet, and is no orphan for that.
            var own = subjects.Select(subject => subject.Row.Id).ToHashSet();
            foreach (var place in refused)
            {
                additions[place] = AddIdentifiers(change, subjects[place], owner => own.Contains(owner) || exists(owner), isKept);
            }
        }

        for (var i = 0; i < additions.Length; i++)
        {
            if (additions[i] == Addition.Added)
            {
                change.Add(KeyHolder.Subject, subjects[i].Row.Id, subjects[i].Key);
            }
        }

        change.Commit();
        return additions;
    }

    /// <summary>
    /// Adds the identifiers of all in the order of the keyring's table, where hashes lie scattered: each page is then visited once a change
    /// instead of at random.
    /// </summary>
    /// <returns>The places, in order, of those who could not have all of theirs; of these none is left, and each is to be looked at alone.</returns>
    private static SortedSet<int> AddIdentifiersInOrder(KeyringChange change, IReadOnlyList<SealedSubject> subjects, Addition[] additions)
    {
        var refused = new SortedSet<int>();
        foreach (var (place, one, stored) in InTableOrder(change, subjects))
        {
            if (additions[place] == Addition.Added && !refused.Contains(place) && !change.Add(one.Kind, one.Hash, stored, subjects[place].Row.Id))
            {
                refused.Add(place);
            }
        }

        foreach (var subject in refused.Select(place => subjects[place]))
        {
            TakeBack(change, subject, subject.Identifiers.Count);
        }

        return refused;
    }

    // By kind and the first bits of what is stored, which is near enough; equal ones in the order of the list.
    private static (int Place, SealedIdentifier One, byte[] Stored)[] InTableOrder(KeyringChange change, IReadOnlyList<SealedSubject> subjects)
    {
        var all = subjects.SelectMany((subject, place) => subject.Identifiers.Select(one => (Place: place, One: one))).ToArray();
        var stored = change.Stored(Array.ConvertAll(all, one => (one.One.Hash, subjects[one.Place].Row.Id)));
        var ones = all.Select((one, i) => (one.Place, one.One, Stored: stored[i])).ToArray();
        var keys = Array.ConvertAll(
            ones, one => ((ulong)one.One.Kind << 60) | (BinaryPrimitives.ReadUInt64BigEndian(one.Stored) >> 4));
        Array.Sort(keys, ones);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                ones.AsSpan(start, end - start).Sort((left, right) => left.Place.CompareTo(right.Place));
            }
        }

        return ones;
    }

    // An old export does not bring back who was destroyed. Policy 2.1(10).
    private static bool IsOfDestroyed(KeyringChange change, SealedSubject subject) =>
        subject.Identifiers.Any(one => one.Kind == IdentifierKind.ExternalId && change.DestroyedWith(one.Hash) is not null);

    private static void TakeBack(KeyringChange change, SealedSubject subject, int count)
    {
        foreach (var one in subject.Identifiers.Take(count))
        {
            change.TakeBack(one.Kind, one.Hash, subject.Row.Id);
        }
    }

    private static Addition AddIdentifiers(KeyringChange change, SealedSubject subject, Func<long, bool> exists, Func<long, bool> isKept)
    {
        for (var i = 0; i < subject.Identifiers.Count; i++)
        {
            var (kind, hash) = subject.Identifiers[i];
            if (change.Add(kind, hash, subject.Row.Id))
            {
                continue;
            }

            if (change.OwnerOf(kind, hash) is { } owner && !exists(owner))
            {
                if (isKept(owner))
                {
                    // The same person may be entered again though a restoration has left the record out; what was sealed may still come back.
                    change.TakeBack(kind, hash, owner);
                }
                else
                {
                    change.RemoveOrphan(KeyHolder.Subject, owner);
                }

                i--;
                continue;
            }

            TakeBack(change, subject, i);
            return kind == IdentifierKind.ExternalId ? Addition.ExternalIdTaken : Addition.EmailTaken;
        }

        return Addition.Added;
    }

    private static bool Exists(SqliteConnection connection, SqliteTransaction transaction, string asked, long subject)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = asked;
        command.Parameters.AddWithValue("$id", subject);
        return (long)command.ExecuteScalar()! == 1;
    }

    private static SealedEntry CollectionOf(Actor actor, string name, Instant now, SealedSubject[] subjects) =>
        new(
            new LedgerEntry
            {
                Index = 0,
                At = now,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Roles = RoleCodes.Format(actor.Roles),
                Action = Uses.Collect.Action.Code(),
                Operation = name,
                Subjects = [.. subjects.Select(subject => subject.Row.Id)],
                Purpose = Uses.Collect.Purpose,
                Clause = Uses.Collect.Clause,
                Outcome = LedgerOutcome.Done,
                Images = [.. subjects.Select(subject => subject.Image), .. subjects.SelectMany(subject => subject.ConsentImages)],
            },
            Details: null);
}
