using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault.Copies;

namespace ComplianceConsole.Features.Administration.Keys;

/// <summary>
/// How the live copies of the keyring stand, and what waits for them: files, states and a number, looked at every few seconds, so that no entry is
/// left.
/// </summary>
public sealed class CopyStandings(Operation operation, KeyringCopies copies, Destructions destructions)
{
    /// <summary>How each stood when it was asked last.</summary>
    /// <returns>The copies, or <see cref="NotAllowed"/>.</returns>
    public Result<IReadOnlyList<CopyState>> Read(Actor actor) =>
        actor.May(Right.SeeKeyring)
            ? copies.All.Select(copy => copy.State).ToList()
            : new NotAllowed(Right.SeeKeyring);

    /// <summary>How many destructions were decided and are not at their end. Policy 9.8.</summary>
    /// <returns>The number, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<int>> CountWaitingAsync(Actor actor, CancellationToken cancellation) =>
        actor.May(Right.SeeKeyring) ? await destructions.CountUnfinishedAsync(cancellation) : new NotAllowed(Right.SeeKeyring);

    /// <summary>Asks each now.</summary>
    /// <inheritdoc cref="Read"/>
    public Result<IReadOnlyList<CopyState>> Ask(Actor actor)
    {
        if (!actor.May(Right.ChangeSettings))
        {
            return new NotAllowed(Right.ChangeSettings);
        }

        copies.AllInStep();
        return Read(actor);
    }

    /// <summary>
    /// Makes a copy anew whose file is lost, damaged or of something else; what lies there is overwritten. For a person who knows that the disk is
    /// not merely away.
    /// </summary>
    /// <param name="actor">Who asks; the right is <see cref="Right.ChangeSettings"/>.</param>
    /// <param name="folder">One of the folders of the setting, absolute.</param>
    /// <param name="cancellation">Ends it before it began.</param>
    /// <returns>How it stands; or <see cref="NotAllowed"/>, <see cref="NoKeyringCopy"/>, <see cref="KeyringCopyAway"/>.</returns>
    public async Task<Result<CopyState>> MakeAnewAsync(Actor actor, string folder, CancellationToken cancellation)
    {
        var wanted = Path.TrimEndingDirectorySeparator(folder);
        var found = await operation.ReadAsync<KeyringCopy>(
            actor,
            Right.ChangeSettings,
            "keys.copy",
            (scope, _) =>
            {
                scope.Record(ProcessingAction.Administration, "7.1");
                return Task.FromResult<Result<KeyringCopy>>(
                    copies.All.FirstOrDefault(copy => string.Equals(Path.GetDirectoryName(copy.Name), wanted, StringComparison.Ordinal)) is { } copy
                        ? copy
                        : new NoKeyringCopy(wanted));
            },
            cancellation);
        if (!found.TryGet(out var lost, out var refusal))
        {
            return refusal;
        }

        return lost.MakeAnew() ? lost.State : new KeyringCopyAway(lost.Name);
    }
}
