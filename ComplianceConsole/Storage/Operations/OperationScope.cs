using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// One use case while it runs: the acting person, the moment, the records, the one door to personal data, and the entries the ledger
/// will carry. Nothing it reads reaches anybody, and nothing it changes stays, unless those entries are committed.
/// </summary>
public sealed class OperationScope : IAsyncDisposable
{
    private readonly Keyring _keyring;
    private readonly ScopeRecords _records;
    private readonly Dictionary<(KeyHolder Kind, long Id), AesGcm> _ciphers = [];
    private readonly List<StagedEntry> _entries = [];
    private readonly Dictionary<long, SubjectChange> _subjects = [];
    private readonly HashSet<long> _requests = [];
    private readonly HashSet<long> _notices = [];
    private readonly HashSet<SubjectId> _requestSubjects = [];
    private readonly List<Action<KeyringChange>> _afterwards = [];

    internal OperationScope(Actor actor, string name, Instant now, Keyring keyring, ScopeRecords records) =>
        (Actor, Name, Now, _keyring, _records) = (actor, name, now, keyring, records);

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>The use case's name, as it stands in the ledger.</summary>
    public string Name { get; }

    /// <summary>The moment the use case began; the time of all its entries.</summary>
    public Instant Now { get; }

    /// <summary>The records. In a change, inside its transaction.</summary>
    public RecordsContext Db => _records.Context;

    /// <summary>The ledger's size before this change; the mark a changed row carries. Zero while only reading.</summary>
    public long Revision => _records.Revision;

    internal IReadOnlyList<StagedEntry> Entries => _entries;

    internal IReadOnlyList<Action<KeyringChange>> KeyringAfterwards => _afterwards;

    internal bool RegistersChanged { get; private set; }

    /// <summary>Whether a key goes after the commit.</summary>
    internal bool RemovesKeys { get; private set; }

    internal bool DutiesChanged { get; private set; }

    /// <summary>The one door: opens a subject's record for a use, and stages the entry that says so. Policy 2.1(7), 6.2.</summary>
    /// <param name="row">The subject's row, read by this scope.</param>
    /// <param name="use">What for.</param>
    public Result<OpenRecord> Open(SubjectRow row, Use use)
    {
        var entry = new StagedEntry
        {
            Action = use.Action,
            Subjects = [row.Id],
            Purpose = use.Purpose,
            Clause = use.Clause,
        };
        var opened = Open(row, use, entry);
        if (opened.IsDone)
        {
            _entries.Add(entry);
        }

        return opened;
    }

    /// <summary>Opens a subject's record by its number.</summary>
    public async Task<Result<OpenRecord>> OpenAsync(SubjectId subject, Use use, CancellationToken cancellation)
    {
        var row = _records.IsChange
            ? await Db.Subjects.SingleOrDefaultAsync(s => s.Id == subject.Number, cancellation)
            : _records.Find(subject.Number);
        return row is null ? new NotFound("Subject") : Open(row, use);
    }

    /// <summary>A subject's row, to decide on and to open; a change of it is written by <see cref="ChangeState"/> alone.</summary>
    public SubjectRow? Find(SubjectId subject) => _records.Find(subject.Number);

    /// <summary>The rows of those numbers that exist, in their order; only to be opened.</summary>
    public IReadOnlyList<SubjectRow> Find(IReadOnlyList<long> numbers) => _records.Find(numbers);

    /// <summary>
    /// Opens many records for one use under one entry, which lists those that are kept. Records that stay closed to the actor are left out.
    /// </summary>
    /// <param name="rows">The subjects' rows.</param>
    /// <param name="use">What for.</param>
    /// <param name="keep">Which of the opened are shown.</param>
    /// <param name="into">An entry staged before, which then lists these too; null for an entry of their own.</param>
    public IReadOnlyList<OpenRecord> OpenMany(IEnumerable<SubjectRow> rows, Use use, Func<OpenRecord, bool> keep, StagedEntry? into = null)
    {
        var entry = into ?? new StagedEntry { Action = use.Action, Purpose = use.Purpose, Clause = use.Clause };
        var cleared = new List<(SubjectRow Row, Clearance Clearance)>();
        var asked = rows as IReadOnlyCollection<SubjectRow> ?? [.. rows];
        var covers = use.NeedsCover ? CoverReader.Read(Db, [.. asked.Select(row => row.Id)], Now) : null;
        foreach (var row in asked)
        {
            if (Decide(row, use, covers).TryGet(out var clearance, out _))
            {
                cleared.Add((row, clearance));
            }
        }

        FetchCiphers(KeyHolder.Subject, cleared.ConvertAll(one => one.Row.Id));
        var kept = cleared.ConvertAll(one => Open(one.Row, one.Clearance, entry)).FindAll(record => keep(record));
        entry.Subjects = [.. entry.Subjects, .. kept.Select(record => record.Row.Id)];
        if (into is null)
        {
            _entries.Add(entry);
        }

        return kept;
    }

    /// <summary>Seals a profile into a subject's new row.</summary>
    public void Seal(SubjectRow row, Profile profile) =>
        row.Profile = Vault.Cipher.Seal(
            Cipher(KeyHolder.Subject, row.Id), KeyHolder.Subject, row.Id, Places.Profile(row.Id), ProfileCodec.Write(profile));

    /// <summary>
    /// Seals a document into one of a subject's own rows without opening the record: who may not read a blocked record may still say why
    /// it was blocked.
    /// </summary>
    public byte[] Seal<TRow, T>(SubjectRow row, int sequence, string field, T document)
        where TRow : ISubjectEventRow =>
        Vault.Cipher.Seal(
            Cipher(KeyHolder.Subject, row.Id), KeyHolder.Subject, row.Id, Places.Of<TRow>(row.Id, sequence, field), VaultJson.Write(document));

    /// <summary>
    /// The profile, to name the person in a sealed notice to somebody who received it before: nobody at the console is shown it, so that
    /// who may not read a blocked record may still block it.
    /// </summary>
    internal Profile HeldOf(SubjectRow row) =>
        ProfileCodec.Read(Vault.Cipher.Open(Cipher(KeyHolder.Subject, row.Id), KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile));

    /// <summary>Whether anything of a subject was handed to a third party. Policy 6.2.</summary>
    internal bool WasTransferred(SubjectRow row) => _records.WasTransferred(row.Id);

    /// <summary>Opens what a request says of people. The caller records the use with <see cref="Record"/>.</summary>
    public OpenRequest OpenRequest(long id) => new(id, Cipher(KeyHolder.Request, id));

    /// <summary>Makes a key for a new request, durably and before its row.</summary>
    public OpenRequest CreateRequest()
    {
        using var change = _keyring.BeginChange();
        var holder = change.Create(KeyHolder.Request);
        change.Commit();
        _ciphers.Add((KeyHolder.Request, holder.Id), holder.Cipher);
        return new OpenRequest(holder.Id, holder.Cipher);
    }

    /// <summary>Opens what a notice says and to whom. The caller records the use with <see cref="Record"/>.</summary>
    public OpenNotice OpenNotice(long id) => new(id, Cipher(KeyHolder.Notice, id));

    /// <summary>Stages an entry of the ledger that no opening stages by itself.</summary>
    public StagedEntry Record(
        ProcessingAction action,
        string? clause,
        SubjectId? subject = null,
        object? details = null,
        long? requestId = null,
        string? purpose = Uses.Law)
    {
        var entry = new StagedEntry
        {
            Action = action,
            Clause = clause,
            Purpose = purpose,
            Subjects = subject is { } number ? [number.Number] : [],
            RequestId = requestId,
            Details = details,
        };
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Stages the entry of an attempt that a blocked or destroyed record refused, in a use case that goes on with others. Policy 2.1(7).</summary>
    public void RecordRefused(Refusal refusal, ProcessingAction action, string? clause, IReadOnlyList<SubjectId> subjects) =>
        _entries.Add(
            new StagedEntry
            {
                Action = action,
                Clause = clause,
                Subjects = [.. subjects.Select(subject => subject.Number)],
                Outcome = LedgerOutcome.Refused,
                Details = new { refusal = refusal.Code },
            });

    /// <summary>Says that a subject changed: marks its row, and tells what follows the commit.</summary>
    /// <param name="row">The row, tracked by <see cref="Db"/>.</param>
    /// <param name="profile">The new profile, where its values or facets for searching changed; null otherwise.</param>
    public void Changed(SubjectRow row, Profile? profile = null)
    {
        row.Revision = Revision;
        _subjects[row.Id] = new SubjectChange(new SubjectId(row.Id), row, profile ?? _subjects.GetValueOrDefault(row.Id)?.Profile);
    }

    /// <summary>
    /// Writes a subject's state, which the caller has set in a row read by <see cref="Find(SubjectId)"/>, with the event that explains it.
    /// </summary>
    public void ChangeState(SubjectRow row, BlockEventRow why)
    {
        Changed(row);
        _records.Write(row, why);
    }

    /// <summary>Says that a request changed.</summary>
    public void Changed(RequestRow row)
    {
        row.Version++;
        _requests.Add(row.Id);
        if (row.SubjectId is { } subject)
        {
            _requestSubjects.Add(new SubjectId(subject));
        }
    }

    /// <summary>Says that a notice was laid into the outbox or changed.</summary>
    public void Changed(NoticeRow row)
    {
        row.Version++;
        _notices.Add(row.Id);
    }

    /// <summary>Says that the organisation's registers changed.</summary>
    public void ChangedRegisters() => RegistersChanged = true;

    /// <summary>Says that a duty arose, ended, moved or came into other hands.</summary>
    public void ChangedDuties() => DutiesChanged = true;

    /// <summary>
    /// Reserves an identifier for a subject that takes a new value; confirmed after the commit, when the old one is let go.
    /// </summary>
    /// <returns>Whether it was free or the subject's own.</returns>
    public bool MoveIdentifier(IdentifierKind kind, string? from, string? to, long subject)
    {
        if (string.Equals(from, to, StringComparison.Ordinal))
        {
            return true;
        }

        if (to is not null)
        {
            using var change = _keyring.BeginChange();
            if (change.Reserve(kind, to, subject, pending: true) is not null)
            {
                return false;
            }

            change.Commit();
            _afterwards.Add(later => later.Confirm(kind, to, subject));
        }
        else if (from is not null)
        {
            // Nothing is reserved: the mark tells the sweep that the letting go may have been cut short.
            using var change = _keyring.BeginChange();
            change.Doubt(kind, from, subject);
            change.Commit();
        }

        if (from is not null)
        {
            _afterwards.Add(later => later.Release(kind, from, subject));
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }

        await _records.DisposeAsync();
    }

    /// <summary>Makes a key for a new notice, durably and before its row.</summary>
    internal OpenNotice CreateNotice()
    {
        using var change = _keyring.BeginChange();
        var holder = change.Create(KeyHolder.Notice);
        change.Commit();
        _ciphers.Add((KeyHolder.Notice, holder.Id), holder.Cipher);
        return new OpenNotice(holder.Id, holder.Cipher);
    }

    /// <summary>Removes a holder's key once the rows say that it is not needed any more.</summary>
    internal void RemoveAfterwards(KeyHolder kind, long id)
    {
        RemovesKeys = true;
        _afterwards.Add(change => change.RemoveOrphan(kind, id));
    }

    /// <summary>Whether a holder's key still lives, so that details can be sealed under it.</summary>
    internal bool HasKey(KeyHolder kind, long id)
    {
        FetchCiphers(kind, [id]);
        return _ciphers.ContainsKey((kind, id));
    }

    internal Task SaveAsync(CancellationToken cancellation) => _records.SaveAsync(cancellation);

    internal Committed ToCommitted() =>
        new(Actor, Name, [.. _subjects.Values], [.. _requests], RegistersChanged)
        {
            RequestSubjects = [.. _requestSubjects],
            Notices = [.. _notices],
            DutiesChanged = DutiesChanged,
        };

    internal void RecordRefusal(Refusal refusal, ProcessingAction action, string? clause, IReadOnlyList<long> subjects)
    {
        MarkRefused();
        _entries.Add(
            new StagedEntry
            {
                Action = action,
                Clause = clause,
                Subjects = subjects,
                Outcome = LedgerOutcome.Refused,
                Details = new { refusal = refusal.Code },
            });
    }

    internal void MarkRefused()
    {
        foreach (var entry in _entries)
        {
            entry.Outcome = LedgerOutcome.Refused;
        }
    }

    internal IReadOnlyList<SealedEntry> SealEntries() => [.. _entries.Select(Seal)];

    private Result<OpenRecord> Open(SubjectRow row, Use use, StagedEntry entry) =>
        Decide(row, use, use.NeedsCover ? CoverReader.Read(Db, [row.Id], Now) : null).Then(clearance => Open(row, clearance, entry));

    private OpenRecord Open(SubjectRow row, Clearance clearance, StagedEntry entry) =>
        new(row, clearance, Cipher(KeyHolder.Subject, row.Id), entry);

    private Result<Clearance> Decide(SubjectRow row, Use use, Dictionary<long, PurposeCover>? covers) =>
        Door.Decide(Actor, new SubjectId(row.Id), row.State, row.BlockedAt, use, covers?[row.Id]);

    internal AesGcm Cipher(KeyHolder kind, long id)
    {
        if (!_ciphers.TryGetValue((kind, id), out var cipher))
        {
            cipher = _keyring.Require(kind, id);
            _ciphers.Add((kind, id), cipher);
        }

        return cipher;
    }

    // One question to the keyring for all that are not known yet.
    private void FetchCiphers(KeyHolder kind, List<long> ids)
    {
        var missing = ids.Distinct().Where(id => !_ciphers.ContainsKey((kind, id))).ToList();
        foreach (var (id, cipher) in missing.Zip(_keyring.OpenMany(kind, missing)))
        {
            if (cipher is not null)
            {
                _ciphers.Add((kind, id), cipher);
            }
        }
    }

    private SealedEntry Seal(StagedEntry staged)
    {
        Hash256? digest = null;
        byte[]? details = null;
        if (staged.Details is not null)
        {
            var salt = DetailsDigest.NewSalt();
            var json = VaultJson.Write(staged.Details);
            digest = DetailsDigest.Compute(salt, json);
            var (kind, id) = staged.Holder;

            // The digest stands in the entry and names the place, so that details moved to another entry do not open.
            details = Vault.Cipher.Seal(
                Cipher(kind, id), kind, id, EntryDetails.PlaceOf(digest.Value), [.. salt, .. json]);
        }

        return new SealedEntry(
            new LedgerEntry
            {
                Index = 0,
                At = Now,
                ActorId = Actor.Id,
                ActorName = Actor.Name,
                Roles = RoleCodes.Format(Actor.Roles),
                Action = staged.Action.Code(),
                Operation = Name,
                Subjects = staged.Subjects,
                Purpose = staged.Purpose,
                Clause = staged.Clause,
                RequestId = staged.RequestId,
                Outcome = staged.Outcome,
                Digest = digest,
            },
            details);
    }
}
