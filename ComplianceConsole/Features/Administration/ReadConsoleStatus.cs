using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Administration;

/// <summary>A store's file.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">How large it is with what is written ahead of it and not taken over yet; null where it is not there yet.</param>
public sealed record StoreFile(string Path, long? Bytes);

/// <summary>How people sign in.</summary>
/// <param name="Authority">The identity provider; null where the demonstration's own serves.</param>
/// <param name="ClientId">The name the console has there.</param>
/// <param name="RoleClaim">The claim that tells roles.</param>
/// <param name="SessionHours">How long a session lasts at most.</param>
public sealed record SignInStatus(string? Authority, string ClientId, string RoleClaim, int SessionHours);

/// <summary>How the console is doing. It holds no personal data.</summary>
/// <param name="Directory">The data directory.</param>
/// <param name="Records">Records and ledger.</param>
/// <param name="Keyring">The keyring.</param>
/// <param name="Search">The search index.</param>
/// <param name="RootKeyFile">Where the root key lies.</param>
/// <param name="IsRootKeyBeside">Whether it lies in the directory it protects.</param>
/// <param name="Subjects">How many subjects are held.</param>
/// <param name="Entries">How many entries the ledger has.</param>
/// <param name="Root">The root of its head; null where it is empty.</param>
/// <param name="SignIn">How people sign in.</param>
/// <param name="PublicUrl">The public address; empty where none is set.</param>
public sealed record ConsoleStatus(
    string Directory,
    StoreFile Records,
    StoreFile Keyring,
    StoreFile Search,
    string RootKeyFile,
    bool IsRootKeyBeside,
    long Subjects,
    long Entries,
    Hash256? Root,
    SignInStatus SignIn,
    string PublicUrl);

/// <summary>Reads how the console is doing.</summary>
public sealed class ReadConsoleStatus(Operation operation, StoreFiles files, ConsoleSettings settings)
{
    /// <summary>The state of this moment.</summary>
    /// <returns>The state, or <see cref="NotAllowed"/>.</returns>
    public Task<Result<ConsoleStatus>> RunAsync(Actor actor, CancellationToken cancellation) =>
        operation.ReadAsync<ConsoleStatus>(
            actor,
            Right.ChangeSettings,
            "console.status",
            async (scope, token) =>
            {
                scope.Record(ProcessingAction.Administration, "7.1");
                var head = await scope.Db.LedgerHeads.AsNoTracking().SingleOrDefaultAsync(token);
                return new ConsoleStatus(
                    files.Directory,
                    Measure(files.Records),
                    Measure(files.Keyring),
                    Measure(files.Search),
                    files.RootKey,
                    settings.Data.RootKeyIsBesideTheData(),
                    await scope.Db.Subjects.LongCountAsync(token),
                    head?.Size ?? 0,
                    head is null ? null : new Hash256(head.Root),
                    Describe(settings.Authentication),
                    settings.Site.PublicUrl);
            },
            cancellation);

    private static SignInStatus Describe(AuthenticationSettings sign) =>
        new(sign.HasAuthority() ? sign.Authority : null, sign.ClientId, sign.RoleClaim, sign.SessionHours);

    private static StoreFile Measure(string path) =>
        new(path, LengthOf(path) is { } length ? length + (LengthOf(path + "-wal") ?? 0) : null);

    // Asked once of one look at the file: it may go at any moment.
    private static long? LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;
}
