using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>What a restoration did.</summary>
public sealed record Restored
{
    /// <summary>When the backup was taken; null where it does not say.</summary>
    public Instant? TakenAt { get; init; }

    /// <summary>How many entries the backup's ledger had.</summary>
    public required long OfBackup { get; init; }

    /// <summary>How many entries were put back behind them.</summary>
    public required long Replayed { get; init; }

    /// <summary>Where those were taken from; null where there were none.</summary>
    public string? ReplayedFrom { get; init; }

    /// <summary>How many entries are lost, by the highest head remembered.</summary>
    public long Lost { get; init; }

    /// <summary>How many rows stand as they were in the backup though the ledger knows a later state.</summary>
    public int RowsSetBack { get; init; }

    /// <summary>How many subjects were entered after the backup: their data is in no backup, and cannot be restored.</summary>
    public int SubjectsMissing { get; init; }

    /// <summary>How many keys of records that are not there are kept: a later backup may have the records.</summary>
    public int KeysKept { get; init; }

    /// <summary>What was done after the backup and is proven, but not in the records: use cases, and how often.</summary>
    public IReadOnlyDictionary<string, long> ToRepeat { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>How many subjects that the backup had brought back were destroyed again.</summary>
    public int Destroyed { get; init; }

    /// <summary>How many of these wait until a copy of the keyring confirms.</summary>
    public int Waiting { get; init; }

    /// <summary>How many tombstones a copy knew and the keyring did not.</summary>
    public int Tombstones { get; init; }

    /// <summary>How many subjects lack an identifier that somebody else holds by now.</summary>
    public int IdentifiersTaken { get; init; }

    /// <summary>How many subjects the rebuilt search index has.</summary>
    public long Indexed { get; init; }

    /// <summary>Where the records that were replaced lie; null where there were none.</summary>
    public string? SetAside { get; init; }

    /// <summary>The copy from which the keyring was taken; null where it was there.</summary>
    public string? KeyringFrom { get; init; }

    /// <summary>How many acts and incidents of the time after the backup are in no record now: their numbers may be given a second time.</summary>
    public int NumbersAtRisk { get; init; }

    /// <summary>Who was blocked after the backup, and is blocked again. Policy 2.1(7).</summary>
    public IReadOnlyList<SubjectId> Blocked { get; init; } = [];

    /// <summary>Whose block of the backup was released after it, and is again.</summary>
    public IReadOnlyList<SubjectId> Released { get; init; } = [];

    /// <summary>Whose destruction was decided after the backup and not finished; it goes on.</summary>
    public IReadOnlyList<SubjectId> UnderWay { get; init; } = [];

    /// <summary>For whom a reason to keep the data was set or lifted after the backup, and is again. Law 8(2).</summary>
    public IReadOnlyList<SubjectId> Held { get; init; } = [];

    /// <summary>How many requests the backup had open whose key was destroyed since; they are closed.</summary>
    public int RequestsClosed { get; init; }

    /// <summary>How many rows of files beside the copies' ledgers are not as they were shipped and were not followed; 0 where the file could not be read.</summary>
    public IReadOnlyDictionary<string, int> FactsRefused { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The head of the ledger now.</summary>
    public required LedgerHead Head { get; init; }

    /// <summary>The line that scripts read, in every language the same.</summary>
    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"restore: {Head.Size} entries, root {Head.Root}, {Replayed} replayed, {Lost} lost, {RowsSetBack} rows set back, {Destroyed} destroyed again");
}
