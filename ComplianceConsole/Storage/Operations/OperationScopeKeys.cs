using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Operations;

/// <summary>What a use case changes in the keyring: before the records change what they will need, after the commit what they no longer do.</summary>
public sealed partial class OperationScope
{
    private readonly List<Action<KeyringChange>> _afterwards = [];

    internal IReadOnlyList<Action<KeyringChange>> KeyringAfterwards => _afterwards;

    /// <summary>
    /// Reserves an identifier for a subject that takes a new value; confirmed after the commit, when the old one is let go.
    /// </summary>
    /// <returns>Whether it was free or the subject's own.</returns>
    public bool MoveIdentifier(IdentifierKind kind, string? from, string? to, long subject)
    {
        if (string.Equals(from, to, StringComparison.Ordinal))
        {
            return true;
        }

        if (to is not null)
        {
            using var change = _keyring.BeginChange();
            if (change.Reserve(kind, to, subject, pending: true) is not null)
            {
                return false;
            }

            change.Commit();
            _afterwards.Add(later => later.Confirm(kind, to, subject));
        }
        else if (from is not null)
        {
            // Nothing is reserved: the mark tells the sweep that the letting go may have been cut short.
            using var change = _keyring.BeginChange();
            change.Doubt(kind, from, subject);
            change.Commit();
        }

        if (from is not null)
        {
            _afterwards.Add(later => later.Release(kind, from, subject));
        }

        return true;
    }

    /// <summary>Lets the external id of a destroyed subject be entered again, once that is recorded.</summary>
    public void LiftAfterwards(SubjectId subject)
    {
        var at = Now;
        _afterwards.Add(change => change.Lift(subject, at));
    }

    /// <summary>Makes a key for a new request, durably and before its row.</summary>
    public OpenRequest CreateRequest()
    {
        using var change = _keyring.BeginChange();
        var holder = change.Create(KeyHolder.Request);
        change.Commit();
        _ciphers.Add(KeyHolder.Request, holder.Id, holder.Cipher);
        return new OpenRequest(holder.Id, holder.Cipher);
    }

    /// <summary>Opens what a notice says and to whom. The caller records the use with <see cref="Record"/>.</summary>
    public OpenNotice OpenNotice(long id) => new(id, _ciphers.Of(KeyHolder.Notice, id));

    /// <summary>Makes a key for a new notice, durably and before its row.</summary>
    internal OpenNotice CreateNotice()
    {
        using var change = _keyring.BeginChange();
        var holder = change.Create(KeyHolder.Notice);
        change.Commit();
        _ciphers.Add(KeyHolder.Notice, holder.Id, holder.Cipher);
        return new OpenNotice(holder.Id, holder.Cipher);
    }

    /// <summary>Removes a holder's key once the rows say that it is not needed any more.</summary>
    internal void RemoveAfterwards(KeyHolder kind, long id)
    {
        RemovesKeys = true;
        _afterwards.Add(change => change.RemoveOrphan(kind, id));
    }

    /// <summary>Whether a holder's key still lives, so that details can be sealed under it.</summary>
    internal bool HasKey(KeyHolder kind, long id) => _ciphers.Find(kind, id) is not null;
}
