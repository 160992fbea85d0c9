using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>
/// One live copy of the keyring: a file of the same tables on another disk or mount. What changes in the keyring is written here before it counts
/// as done. A copy that was away is brought to where the keyring stands by comparison, never from what it held itself, so that no destroyed key
/// comes back.
/// </summary>
public sealed partial class KeyringCopy : ILiveKeyring, IDisposable
{
    private const string FileName = "keys.db";
    private const int NotADatabase = raw.SQLITE_NOTADB;
    private const int Corrupt = raw.SQLITE_CORRUPT;
    private const int Turns = 3;

    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_comparison = TimeSpan.FromMinutes(10);

    private readonly string _directory;
    private readonly StoreFiles _files;
    private readonly IClock _clock;
    private readonly ILogger<KeyringCopy> _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly PatientWorker _worker = new();
    private CopyState _state;
    private volatile bool _isComparing;

    /// <param name="place">Where it lies.</param>
    /// <param name="files">Where the keyring itself lies.</param>
    /// <param name="clock">Says since when it is away.</param>
    /// <param name="logger">Told when it goes away and comes back.</param>
    public KeyringCopy(CopyPlace place, StoreFiles files, IClock clock, ILogger<KeyringCopy> logger)
    {
        (_directory, _files, _clock, _logger) = (place.Directory, files, clock, logger);
        _state = new CopyState(Path.Combine(place.Directory, FileName), CopyStanding.Away, clock.GetCurrentInstant());
    }

    /// <inheritdoc/>
    public string Name => _state.File;

    /// <summary>How it stood when it was asked last; asking it again is <see cref="CatchUp"/>.</summary>
    public CopyState State => Volatile.Read(ref _state);

    /// <inheritdoc/>
    public bool Confirms(KeyHolder kind, long id) =>
        Asked(file =>
            SqliteStore.TruncateLog(file.Connection)
            && new FileInfo(Name + "-wal") is not { Exists: true, Length: > 0 }
            && Keyring.IsGone(file.Connection, kind, id));

    /// <summary>
    /// Asks it, brings it to where the keyring stands, and makes it where it was never made. Where the keyring goes on meanwhile it is compared
    /// again, at last with the keyring waiting.
    /// </summary>
    /// <returns>Whether it holds what the keyring holds.</returns>
    public bool CatchUp()
    {
        for (var turn = 1; turn < Turns; turn++)
        {
            var isInStep = false;
            if (!Asked(file =>
            {
                isInStep = file.IsInStep();
                return true;
            }))
            {
                return false;
            }

            if (isInStep)
            {
                return true;
            }
        }

        using var keyring = SqliteStore.Open(_files.KeyringConnection);
        using var writeLock = keyring.BeginTransaction();
        return Asked(_ => true, remembers: false);
    }

    /// <summary>
    /// Makes it anew from the keyring: a file that is lost stays lost, and one that is damaged, foreign or ahead is overwritten and removed. For a
    /// person who knows that it is not merely away.
    /// </summary>
    /// <returns>Whether it stands now.</returns>
    public bool MakeAnew()
    {
        KnownCopies.Forget(_files.KeyringConnection, Name);
        foreach (var file in (string[])[Name, Name + "-wal", Name + "-shm"])
        {
            if (File.Exists(file))
            {
                Overwrite(file);
                File.Delete(file);
            }
        }

        return CatchUp();
    }

    /// <summary>Writes a change to the copy, to be committed by <see cref="Commit"/> once the keyring's own is.</summary>
    /// <param name="ops">The change.</param>
    /// <param name="from">The number of the change before it.</param>
    /// <returns>The open turn; null where the copy does not answer as it should.</returns>
    internal CopyFile? Begin(IReadOnlyList<KeyringOp> ops, long from)
    {
        // Who compares a large keyring takes longer than somebody who enters a person should wait.
        if (_isComparing || !_turn.Wait(s_usual))
        {
            Tell(CopyStanding.Away, failure: null);
            return null;
        }

        var turn = new Turn();
        try
        {
            if (TryWithin(s_usual, () => turn.Open(Write(ops, from))) && turn.Take() is { } file)
            {
                return file;
            }
        }
        finally
        {
            if (!turn.IsTaken)
            {
                turn.Abandon();
                _turn.Release();
            }
        }

        return null;
    }

    /// <summary>Ends a turn.</summary>
    /// <param name="file">The turn <see cref="Begin"/> gave.</param>
    /// <param name="isDone">Whether the keyring's change was committed.</param>
    /// <returns>Whether the copy has it too.</returns>
    internal bool Commit(CopyFile file, bool isDone)
    {
        try
        {
            var ended = TryWithin(s_usual, () =>
            {
                using (file)
                {
                    if (isDone)
                    {
                        file.Transaction!.Commit();
                    }
                }
            });
            if (ended && isDone)
            {
                Tell(CopyStanding.InStep, failure: null);
            }

            return ended;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private CopyFile Write(IReadOnlyList<KeyringOp> ops, long from)
    {
        var file = CopyFile.Open(Name, _files.Keyring);
        try
        {
            file.BringUpTo(from, comparing: null);
            KeyringOp.Apply(file.Connection, file.Transaction!, ops);
            file.SetGeneration(from + 1);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private bool Asked(Func<CopyFile, bool> question, bool remembers = true)
    {
        if (!_turn.Wait(s_usual))
        {
            return false;
        }

        try
        {
            var answer = false;
            var isAnswered = TryWithin(s_comparison, () =>
            {
                CopyFile.Prepare(Name, makesNew: Directory.Exists(_directory) && !KnownCopies.Knows(_files.KeyringConnection, Name));
                using var file = CopyFile.Open(Name, _files.Keyring);
                file.SetGeneration(file.BringUpTo(from: null, () => _isComparing = true));
                file.Transaction!.Commit();
                answer = question(file);
            });
            if (isAnswered)
            {
                if (remembers)
                {
                    KnownCopies.Remember(_files.KeyringConnection, Name);
                }

                Tell(CopyStanding.InStep, failure: null);
            }

            return isAnswered && answer;
        }
        finally
        {
            _isComparing = false;
            _turn.Release();
        }
    }

    private bool TryWithin(TimeSpan limit, Action work)
    {
        try
        {
            if (_worker.TryRun(work, limit))
            {
                return true;
            }

            Tell(CopyStanding.Away, failure: null);
        }
        catch (CopyException error)
        {
            Tell(error.Standing, error);
        }
        catch (SqliteException error)
        {
            Tell(error.SqliteErrorCode is NotADatabase or Corrupt or raw.SQLITE_ERROR ? CopyStanding.Damaged : CopyStanding.Away, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Tell(CopyStanding.Away, error);
        }

        return false;
    }

    private void Tell(CopyStanding standing, Exception? failure)
    {
        var before = _state;
        if (before.Standing == standing && before.Since != default)
        {
            return;
        }

        Volatile.Write(ref _state, new CopyState(before.File, standing, _clock.GetCurrentInstant()));
        if (standing == CopyStanding.InStep)
        {
            LogInStep(before.File);
        }
        else
        {
            LogOutOfStep(before.File, standing, failure);
        }
    }

    private static void Overwrite(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var zeros = new byte[81_920];
        for (var left = stream.Length; left > 0; left -= zeros.Length)
        {
            stream.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
        }

        stream.Flush(flushToDisk: true);
    }

    [LoggerMessage(LogLevel.Information, "The copy '{Copy}' of the keyring is in step.")]
    private partial void LogInStep(string copy);

    [LoggerMessage(LogLevel.Warning, "The copy '{Copy}' of the keyring is not in step ({Standing}); the console goes on without it, and no destruction comes to its end meanwhile.")]
    private partial void LogOutOfStep(string copy, CopyStanding standing, Exception? failure);

    // Who waits no longer leaves the work to end by itself, without effect.
    private sealed class Turn
    {
        private readonly Lock _lock = new();
        private CopyFile? _file;
        private bool _isAbandoned;

        public bool IsTaken { get; private set; }

        public void Open(CopyFile file)
        {
            lock (_lock)
            {
                if (!_isAbandoned)
                {
                    _file = file;
                    return;
                }
            }

            file.Dispose();
        }

        public CopyFile? Take()
        {
            lock (_lock)
            {
                IsTaken = _file is not null;
                return _file;
            }
        }

        public void Abandon()
        {
            lock (_lock)
            {
                _isAbandoned = true;
                _file?.Dispose();
                _file = null;
            }
        }
    }
}
