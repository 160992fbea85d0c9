using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Prepares many new subjects without a lock on any store: fresh key, sealed profile, sealed proofs, hashes of the identifiers. Their
/// numbers are taken in advance, because a number is part of what each ciphertext is bound to; numbers left over are given back.
/// </summary>
/// <param name="keyring">The keyring.</param>
/// <param name="expected">How many subjects are expected at most.</param>
public sealed class SubjectSealer(Keyring keyring, long expected) : IDisposable
{
    private const int MostAtOnce = 100_000;
    private const int WorthDividing = 256;

    private readonly Lock _numbers = new();
    private long _next;
    private long _end;
    private long _left = expected;

    /// <summary>Seals a subject under a fresh key. Safe for several threads.</summary>
    public SealedSubject Seal(NewSubject subject) => Seal(NextNumber(), subject);

    /// <summary>Seals many subjects, numbered in their order.</summary>
    /// <param name="sources">What they are made of.</param>
    /// <param name="subjectOf">Makes a subject; called on several threads.</param>
    /// <param name="threads">On how many threads at most.</param>
    internal IReadOnlyList<SealedSubject> SealAll<T>(IReadOnlyList<T> sources, Func<T, NewSubject> subjectOf, int threads)
    {
        var numbers = new long[sources.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = NextNumber();
        }

        var subjects = new SealedSubject[numbers.Length];
        if (threads == 1 || numbers.Length < WorthDividing)
        {
            SealRange(0, numbers.Length);
            return subjects;
        }

        try
        {
            Parallel.ForEach(
                Partitioner.Create(0, numbers.Length),
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                range => SealRange(range.Item1, range.Item2));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return subjects;

        void SealRange(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                subjects[i] = Seal(numbers[i], subjectOf(sources[i]));
            }
        }
    }

    private SealedSubject Seal(long id, NewSubject subject)
    {
        var (key, cipher) = keyring.Fresh(KeyHolder.Subject, id);
        using (cipher)
        {
            var row = new SubjectRow
            {
                Id = id,
                PolicyVersion = subject.PolicyVersion,
                ConsentState = ConsentHistory.StateOf(subject.Consents),
                CreatedAt = subject.CreatedAt,
                NextSequence = subject.Consents.Count + 1,
                Profile = Cipher.Seal(cipher, KeyHolder.Subject, id, Places.Profile(id), ProfileCodec.Write(subject.Profile)),
            };
            return new SealedSubject(
                row,
                key,
                [.. Identifiers.Of(subject.Profile).Select(one => new SealedIdentifier(one.Kind, keyring.Hash(one.Kind, one.Canonical)))],
                SealAll(cipher, id, subject.Consents),
                subject.Profile);
        }
    }

    public void Dispose()
    {
        if (_next == _end)
        {
            return;
        }

        using var change = keyring.BeginChange();
        change.GiveBackNumbers(KeyHolder.Subject, _next, _end);
        change.Commit();
        _next = _end;
    }

    // The consents that came with one registration have one proof.
    private static ConsentEventRow[] SealAll(AesGcm cipher, long subject, IReadOnlyList<ConsentEvent> consents)
    {
        var rows = new ConsentEventRow[consents.Count];
        byte[] proof = [];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || !string.Equals(consents[i].Proof, consents[i - 1].Proof, StringComparison.Ordinal))
            {
                proof = VaultJson.Write(consents[i].Proof);
            }

            rows[i] = Seal(cipher, subject, i + 1, consents[i], proof);
        }

        return rows;
    }

    private static ConsentEventRow Seal(AesGcm cipher, long subject, int sequence, ConsentEvent consent, byte[] proof) =>
        consent.ToRow(
            subject,
            sequence,
            Cipher.Seal(
                cipher,
                KeyHolder.Subject,
                subject,
                Places.Of<ConsentEventRow>(subject, sequence, nameof(ConsentEventRow.Proof)),
                proof));

    private long NextNumber()
    {
        lock (_numbers)
        {
            if (_next == _end)
            {
                var count = (int)Math.Clamp(_left, 1, MostAtOnce);
                using var change = keyring.BeginChange();
                _next = change.TakeNumbers(KeyHolder.Subject, count);
                change.Commit();
                _end = _next + count;
                _left -= count;
            }

            return _next++;
        }
    }
}
