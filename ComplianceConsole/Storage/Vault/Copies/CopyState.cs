using NodaTime;

namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>How a live copy of the keyring stands.</summary>
public enum CopyStanding
{
    /// <summary>It holds what the keyring holds.</summary>
    InStep = 0,

    /// <summary>Its folder or file cannot be reached or written now; it follows by itself when it can.</summary>
    Away = 1,

    /// <summary>Its folder is there and its file is not: the disk may not be mounted. It is made anew at a person's word alone.</summary>
    Lost = 2,

    /// <summary>Its file is damaged, or is no keyring. It is made anew at a person's word alone.</summary>
    Damaged = 3,

    /// <summary>Its file is the copy of another keyring, or of a newer version of the program.</summary>
    Foreign = 4,

    /// <summary>It knows changes that the keyring does not: the keyring was replaced by an older one.</summary>
    Ahead = 5,
}

/// <summary>A live copy of the keyring as it stood when it was asked last.</summary>
/// <param name="File">Its file.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Since">Since when.</param>
public sealed record CopyState(string File, CopyStanding Standing, Instant Since);

/// <summary>A folder that holds a live copy of the keyring.</summary>
/// <param name="Directory">Its absolute path.</param>
public sealed record CopyPlace(string Directory);
