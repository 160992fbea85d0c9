using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// One use case while it runs: the acting person, the moment, the records, the one door to personal data, and the entries the ledger
/// will carry. Nothing it reads reaches anybody, and nothing it changes stays, unless those entries are committed.
/// </summary>
public sealed partial class OperationScope : IAsyncDisposable
{
    private readonly Keyring _keyring;
    private readonly ScopeRecords _records;
    private readonly ScopeCiphers _ciphers;
    private readonly List<StagedEntry> _entries = [];
    private readonly Dictionary<long, SubjectChange> _subjects = [];
    private readonly HashSet<long> _requests = [];
    private readonly HashSet<long> _notices = [];
    private readonly HashSet<SubjectId> _requestSubjects = [];

    internal OperationScope(Actor actor, string name, Instant now, Keyring keyring, ScopeRecords records) =>
        (Actor, Name, Now, _keyring, _records, _ciphers) = (actor, name, now, keyring, records, new ScopeCiphers(keyring));

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

    internal bool RegistersChanged { get; private set; }

    /// <summary>Whether a key goes after the commit.</summary>
    internal bool RemovesKeys { get; private set; }

    internal bool DutiesChanged { get; private set; }

    /// <summary>Whether a subject changed.</summary>
    internal bool ChangesSubjects => _subjects.Count > 0;

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
            NoteOpened(row, use);
        }

        return opened.Refusal is RecordBlocked ? BlockOf(row) : opened;
    }

    /// <summary>Why a blocked record stays closed: since when, and by whom it was blocked. Policy 2.1(7).</summary>
    /// <param name="row">The row of a blocked subject.</param>
    public RecordBlocked BlockOf(SubjectRow row) =>
        new(new SubjectId(row.Id), row.BlockedAt ?? Now)
        {
            By = Db.BlockEvents.AsNoTracking()
                .Where(one => one.SubjectId == row.Id && one.Kind == BlockEventKind.Blocked)
                .OrderByDescending(one => one.Sequence)
                .Select(one => one.ActorName)
                .FirstOrDefault(),
            IsReleasedForDestruction = row.State == SubjectState.ReleasedForDestruction,
        };

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
    /// <param name="unreadable">Takes in the rows that were damaged, so that one does not close all; null where all must open.</param>
    /// <exception cref="CryptographicException">A record was damaged, and nobody takes it in.</exception>
    public IReadOnlyList<OpenRecord> OpenMany(
        IEnumerable<SubjectRow> rows,
        Use use,
        Func<OpenRecord, bool> keep,
        StagedEntry? into = null,
        ICollection<SubjectRow>? unreadable = null)
    {
        var entry = into ?? new StagedEntry { Action = use.Action, Purpose = use.Purpose, Clause = use.Clause };
        var cleared = new List<(SubjectRow Row, Clearance Clearance)>();
        var asked = rows as IReadOnlyCollection<SubjectRow> ?? [.. rows];
        var covers = use.NeedsCover ? CoverReader.Read(Db, [.. asked.Select(row => row.Id)], Now) : null;
        foreach (var row in asked)
        {
            if (Decide(row, use, covers).TryGet(out var clearance, out _) && !IsBeingDestroyed(row))
            {
                cleared.Add((row, clearance));
            }
        }

        _ciphers.Fetch(KeyHolder.Subject, cleared.ConvertAll(one => one.Row.Id));
        var opened = cleared.Select(one => OpenOrSetAside(one.Row, one.Clearance, entry, unreadable)).OfType<OpenRecord>();
        var kept = opened.Where(keep).ToList();
        kept.ForEach(record => NoteOpened(record.Row, use));
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
            _ciphers.Of(KeyHolder.Subject, row.Id), KeyHolder.Subject, row.Id, Places.Profile(row.Id), ProfileCodec.Write(profile));

    /// <summary>
    /// Seals a document into one of a subject's own rows without opening the record: who may not read a blocked record may still say why
    /// it was blocked.
    /// </summary>
    public byte[] Seal<TRow, T>(SubjectRow row, int sequence, string field, T document)
        where TRow : ISubjectEventRow =>
        Vault.Cipher.Seal(
            _ciphers.Of(KeyHolder.Subject, row.Id), KeyHolder.Subject, row.Id, Places.Of<TRow>(row.Id, sequence, field), VaultJson.Write(document));

    /// <summary>
    /// The profile, to name the person in a sealed notice to somebody who received it before: nobody at the console is shown it, so that
    /// who may not read a blocked record may still block it.
    /// </summary>
    internal Profile HeldOf(SubjectRow row) =>
        ProfileCodec.Read(Vault.Cipher.Open(_ciphers.Of(KeyHolder.Subject, row.Id), KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile));

    /// <summary>Whether anything of a subject was handed to a third party. Policy 6.2.</summary>
    internal bool WasTransferred(SubjectRow row) => _records.WasTransferred(row.Id);

    /// <summary>Those of some subjects whose data is to be destroyed because no purpose is left.</summary>
    internal IReadOnlyList<long> StoppedAmong(IReadOnlyList<long> numbers) => _records.StoppedAmong(numbers);

    /// <summary>Whether any request is about a subject, open or not: a prepared question for paths on which mostly none is.</summary>
    internal bool HasRequests(SubjectRow row) => _records.HasRequests(row.Id);

    /// <summary>Whether the day by which a subject's data was to be destroyed has gone by. Policy 9.8.</summary>
    internal bool MissedDestruction(SubjectRow row) => _records.MissedDestruction(row.Id, LocalDatePattern.Iso.Format(AlmatyZone.DayOf(Now)));

    /// <summary>Opens what a request says of people. The caller records the use with <see cref="Record"/>.</summary>
    public OpenRequest OpenRequest(long id) => new(id, _ciphers.Of(KeyHolder.Request, id));

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

    /// <summary>
    /// Makes a change in SQL of its own, past what <see cref="Db"/> tracks, of the rows that have a number in a column: the ledger vouches for
    /// rows as they were left, and has to be told of these.
    /// </summary>
    internal Task NoteAsync<TRow>(string column, long number, Func<Task> change) =>
        _records.NoteAsync(ImagedTables.Of<TRow>(), column, number, change);

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

    public async ValueTask DisposeAsync()
    {
        _ciphers.Dispose();
        await _records.DisposeAsync();
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

    /// <summary>Seals the entries of a use case that changed nothing.</summary>
    internal IReadOnlyList<SealedEntry> SealEntries() => SealEntries([]);

    /// <summary>Seals the entries; the last that says something was done vouches for the rows it changed.</summary>
    internal IReadOnlyList<SealedEntry> SealEntries(IReadOnlyList<RecordImage> images)
    {
        var vouching = _entries.FindLastIndex(entry => entry.Outcome == LedgerOutcome.Done);
        vouching = vouching < 0 ? _entries.Count - 1 : vouching;
        return [.. _entries.Select((entry, index) => EntrySealing.Seal(entry, Actor, Name, Now, _ciphers, index == vouching ? images : []))];
    }

    private Result<OpenRecord> Open(SubjectRow row, Use use, StagedEntry entry) =>
        Decide(row, use, use.NeedsCover ? CoverReader.Read(Db, [row.Id], Now) : null) is var decided && decided.IsDone && IsBeingDestroyed(row)
            ? new DestructionUnderWay(new SubjectId(row.Id))
            : decided.Then(clearance => Open(row, clearance, entry));

    // Its key may be gone before its record says so.
    private bool IsBeingDestroyed(SubjectRow row) => row.State == SubjectState.ReleasedForDestruction && !HasKey(KeyHolder.Subject, row.Id);

    private OpenRecord Open(SubjectRow row, Clearance clearance, StagedEntry entry) =>
        new(row, clearance, _ciphers.Of(KeyHolder.Subject, row.Id), entry);

    private OpenRecord? OpenOrSetAside(SubjectRow row, Clearance clearance, StagedEntry entry, ICollection<SubjectRow>? unreadable)
    {
        try
        {
            return Open(row, clearance, entry);
        }
        catch (CryptographicException) when (unreadable is not null)
        {
            unreadable.Add(row);
            return null;
        }
    }

    private Result<Clearance> Decide(SubjectRow row, Use use, Dictionary<long, PurposeCover>? covers) =>
        Door.Decide(Actor, new SubjectId(row.Id), row.State, row.BlockedAt, use, covers?[row.Id]);

    internal AesGcm Cipher(KeyHolder kind, long id) => _ciphers.Of(kind, id);
}
