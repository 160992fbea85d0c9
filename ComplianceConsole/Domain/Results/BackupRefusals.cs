namespace ComplianceConsole.Domain.Results;

/// <summary>There is something in the folder: a backup never writes over anything.</summary>
/// <param name="Folder">The folder.</param>
public sealed record BackupFolderTaken(string Folder) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Folder];
}

/// <summary>The backup could not be written, or did not hold when it was read back.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Why">What the system said.</param>
public sealed record BackupUnwritable(string Folder, string Why) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Folder, Why];
}

/// <summary>There is no backup in the folder, or what lies there is damaged.</summary>
/// <param name="Folder">The folder.</param>
public sealed record BackupUnreadable(string Folder) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Folder];
}

/// <summary>The backup is of another console: the key that vouches for ledgers here did not vouch for its ledger.</summary>
/// <param name="Folder">The folder.</param>
public sealed record BackupForeign(string Folder) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Folder];
}

/// <summary>A newer version of the program wrote the backup: what this one does not know it could not keep whole.</summary>
/// <param name="Folder">The folder.</param>
public sealed record BackupNewer(string Folder) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Folder];
}

/// <summary>A console runs on the data, which cannot be replaced under it.</summary>
/// <param name="Directory">The data directory.</param>
public sealed record DataInUse(string Directory) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Directory];
}

/// <summary>There is no keyring, neither with the data nor in a copy; without it nothing that is restored could be opened.</summary>
/// <param name="Directory">The data directory.</param>
public sealed record NoKeyring(string Directory) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Directory];
}

/// <summary>The keyring in place is older than a copy of it, damaged, or of another console: what was entered since would not open.</summary>
/// <param name="Keyring">The keyring's file.</param>
/// <param name="Copy">The copy's file.</param>
public sealed record KeyringBehind(string Keyring, string Copy) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Keyring, Copy];
}

/// <summary>No root key that stands in its places opens the keyring.</summary>
/// <param name="Keyring">The keyring's file.</param>
public sealed record NoRootKeyOpens(string Keyring) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Keyring];
}

/// <summary>What can be restored of the ledger stays behind what is remembered of it: entries would be lost.</summary>
/// <param name="Entries">How many entries can be restored.</param>
/// <param name="Remembered">How many there were.</param>
public sealed record LedgerStaysBehind(long Entries, long Remembered) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Entries, Remembered];
}

/// <summary>Another number of kept keys was typed than there are: what is given up must be what is meant.</summary>
/// <param name="Kept">How many there are.</param>
public sealed record OtherNumberKept(int Kept) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Kept];
}
