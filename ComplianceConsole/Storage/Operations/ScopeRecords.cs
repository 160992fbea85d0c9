using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// The records as one use case meets them: prepared statements for what is asked all day, and a context, opened when it is first
/// wanted, for everything else. In a change both stand in its transaction.
/// </summary>
internal sealed class ScopeRecords : IAsyncDisposable
{
    private readonly Func<RecordsContext> _open;
    private readonly SubjectReaders? _readers;
    private readonly RecordsWriter? _writer;
    private RecordsContext? _context;

    private ScopeRecords(Func<RecordsContext> open, SubjectReaders? readers, RecordsWriter? writer, long revision) =>
        (_open, _readers, _writer, Revision) = (open, readers, writer, revision);

    /// <summary>The ledger's size before the change; zero while only reading.</summary>
    public long Revision { get; }

    /// <summary>Whether rows may be changed.</summary>
    public bool IsChange => _writer is not null;

    /// <summary>The context.</summary>
    public RecordsContext Context => _context ??= _open();

    /// <summary>The records for a use case that reads.</summary>
    public static ScopeRecords ToRead(IDbContextFactory<RecordsContext> contexts, RecordsStore store) =>
        new(contexts.CreateDbContext, store.Readers, writer: null, revision: 0);

    /// <summary>The records for a use case that changes, inside its transaction.</summary>
    public static ScopeRecords ToChange(RecordsWriter writer, long revision) =>
        new(writer.CreateContext, readers: null, writer, revision);

    /// <summary>A subject's row that nobody tracks; null where there is none.</summary>
    public SubjectRow? Find(long id) => _writer is null ? _readers!.Find(id) : _writer.Subjects.Find(id);

    /// <summary>The rows of those numbers that exist, in their order; nobody tracks them.</summary>
    public IReadOnlyList<SubjectRow> Find(IReadOnlyList<long> ids) =>
        _writer is null ? _readers!.Find(ids) : [.. ids.Select(_writer.Subjects.Find).OfType<SubjectRow>()];

    /// <summary>Those of some numbers whose data is to be destroyed because no purpose is left.</summary>
    public IReadOnlyList<long> StoppedAmong(IReadOnlyList<long> ids) =>
        _writer is null ? _readers!.StoppedAmong(ids) : [.. ids.Where(_writer.Subjects.IsStopped)];

    /// <summary>Whether any subject was changed when the ledger had so many entries or later, by whatever process; for a use case that reads.</summary>
    public bool IsChangedSince(long revision) => _readers!.IsChangedSince(revision);

    /// <summary>Writes a subject's state with the event that explains it.</summary>
    /// <exception cref="InvalidOperationException">The use case only reads.</exception>
    public void Write(SubjectRow row, BlockEventRow why) =>
        (_writer ?? throw new InvalidOperationException("A use case that reads changes nothing.")).States.Write(row, why);

    /// <summary>Notes for the ledger what a change does past the context to the rows that have a number in a column.</summary>
    /// <exception cref="InvalidOperationException">The use case only reads.</exception>
    public Task NoteAsync(ImagedTable table, string column, long number, Func<Task> change) =>
        (_writer ?? throw new InvalidOperationException("A use case that reads changes nothing.")).NoteAsync(table, column, number, change);

    /// <summary>Whether anything of a subject was handed to a third party.</summary>
    /// <exception cref="InvalidOperationException">The use case only reads.</exception>
    public bool WasTransferred(long subject) =>
        (_writer ?? throw new InvalidOperationException("A use case that reads tells nobody.")).States.WasTransferred(subject);

    /// <summary>Whether any request is about a subject, open or not.</summary>
    /// <exception cref="InvalidOperationException">The use case only reads.</exception>
    public bool HasRequests(long subject) =>
        (_writer ?? throw new InvalidOperationException("A use case that reads tells nobody.")).States.HasRequests(subject);

    /// <summary>Whether the day by which a subject's data was to be destroyed has gone by.</summary>
    /// <exception cref="InvalidOperationException">The use case only reads.</exception>
    public bool MissedDestruction(long subject, string today) =>
        (_writer ?? throw new InvalidOperationException("A use case that reads blocks nobody.")).States.MissedDestruction(subject, today);

    /// <summary>Saves what the context tracks, where it was opened.</summary>
    public Task SaveAsync(CancellationToken cancellation) =>
        _context is null ? Task.CompletedTask : _context.SaveChangesAsync(cancellation);

    public ValueTask DisposeAsync() => _context?.DisposeAsync() ?? ValueTask.CompletedTask;
}
