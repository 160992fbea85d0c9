using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Features.Administration.Keys;

/// <summary>
/// Gives the keyring's tree new keys throughout: the root, every shelf, and every subject's key wrapped anew. For the day somebody may have seen
/// the root key or kept an old keyring. No data is sealed anew, for nobody's own key changes.
/// </summary>
public sealed partial class RotateKeys(Operation operation, TreeRotation rotation, KeyringCopies copies, ILogger<RotateKeys> logger)
{
    /// <summary>Renews the keys. The ledger says so before it begins.</summary>
    /// <param name="actor">Who asks; the right is <see cref="Right.ChangeSettings"/>.</param>
    /// <param name="progress">Told how many of the 1,024 shelves are renewed.</param>
    /// <param name="cancellation">Ends it between two parts; what is renewed by then holds.</param>
    /// <returns>
    /// Done; or <see cref="NotAllowed"/>, <see cref="KeyringCopyAway"/>, <see cref="RootKeyUnwritable"/>, <see cref="OldRootKeyLeft"/>,
    /// <see cref="KeysBeingRenewed"/>, <see cref="KeyringUnavailable"/>. Where it ends on the way, what was renewed by then holds.
    /// </returns>
    public async Task<Result<Done>> HandleAsync(Actor actor, IProgress<int>? progress, CancellationToken cancellation)
    {
        var allowed = await operation.ReadAsync<Done>(
            actor,
            Right.ChangeSettings,
            "keys.rotate",
            (scope, _) =>
            {
                scope.Record(ProcessingAction.Administration, "7.1");
                return Task.FromResult<Result<Done>>(default(Done));
            },
            cancellation);
        return allowed.TryGet(out _, out var refusal) ? await Task.Run(() => Run(progress, cancellation), cancellation) : refusal;
    }

    private Result<Done> Run(IProgress<int>? progress, CancellationToken cancellation)
    {
        try
        {
            if (copies.All.FirstOrDefault(copy => !copy.CatchUp()) is { } away)
            {
                return new KeyringCopyAway(away.Name);
            }

            return rotation.Run(progress, cancellation) ? default(Done) : new OldRootKeyLeft();
        }
        catch (CopyAwayException gone)
        {
            return new KeyringCopyAway(gone.File);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new RootKeyUnwritable(error.Message);
        }
        catch (RenewalUnderWayException)
        {
            return new KeysBeingRenewed();
        }
        catch (Exception error) when (error is SqliteException or StoreException or CryptographicException)
        {
            LogFailure(error);
            return new KeyringUnavailable();
        }
    }

    [LoggerMessage(LogLevel.Error, "The keys could not be renewed throughout; what was renewed by then holds.")]
    private partial void LogFailure(Exception error);
}
