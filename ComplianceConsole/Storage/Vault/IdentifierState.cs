using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault;

/// <summary>How far the renewal of the identifiers' outer key has come.</summary>
/// <param name="Epoch">Names the keys in force.</param>
/// <param name="RenewedTo">Subjects with a lower number stand under the next key.</param>
/// <param name="Destroyed">How many subjects had been destroyed when the newest key was made; -1 where none was.</param>
internal readonly record struct IdentifierState(long Epoch, long RenewedTo, long Destroyed)
{
    /// <summary>Where all there are, and all there will be, stand under the next key.</summary>
    public const long All = long.MaxValue;

    public static SqliteStatement Ask(SqliteConnection connection) =>
        new(connection, "SELECT Epoch, RenewedTo, Destroyed FROM IdentifierKeys WHERE Id = 1");

    public static IdentifierState Read(SqliteStatement asked)
    {
        try
        {
            return asked.Step()
                ? new IdentifierState(asked.Number(0), asked.Number(1), asked.Number(2))
                : throw new StoreException("The keyring does not say under which key its identifiers stand. Put back a copy of it.");
        }
        finally
        {
            asked.Reset();
        }
    }
}

/// <summary>The outer keys of one epoch.</summary>
/// <param name="Epoch">Which.</param>
/// <param name="Present">The present one; null in a keyring of an earlier version, whose hashes stand as they are.</param>
/// <param name="Next">The one that takes its place, while it is renewed.</param>
internal sealed record OuterKeys(long Epoch, OuterKey? Present, OuterKey? Next);

/// <summary>How identifiers stand in the keyring at one moment.</summary>
/// <param name="Keys">Under which keys.</param>
/// <param name="RenewedTo">Subjects with a lower number stand under the next key.</param>
internal sealed record HeldIdentifiers(OuterKeys Keys, long RenewedTo)
{
    public bool IsRenewing => Keys.Next is not null;

    /// <summary>How a subject's identifier stands.</summary>
    public byte[] Stored(byte[] hash, long subject) => KeyOf(subject)?.Seal(hash) ?? hash;

    /// <summary>How an identifier stands with somebody whom a renewal has not come past, or with somebody whom it has.</summary>
    public byte[] Stored(byte[] hash, bool isRenewed) => (isRenewed ? Keys.Next : Keys.Present)?.Seal(hash) ?? hash;

    /// <summary>The hash of a subject's identifier that stands so.</summary>
    public byte[] HashOf(byte[] stored, long subject) =>
        stored.Length == OuterKey.HashLength && KeyOf(subject) is { } key ? key.Open(stored) : stored;

    private OuterKey? KeyOf(long subject) => subject < RenewedTo ? Keys.Next : Keys.Present;
}
