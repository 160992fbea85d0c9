using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>What follows when a subject's data was destroyed: the request that asked for it was carried out. Implemented by features.</summary>
public interface ISubjectDestroyed
{
    /// <summary>
    /// Called once, in the transaction that says "destroyed". Nothing of the subject can be opened any more; what is to be said to anybody comes
    /// from the request's own key.
    /// </summary>
    /// <param name="scope">The job that finishes the destruction.</param>
    /// <param name="destruction">The destruction, with <see cref="DestructionRow.DestroyedAt"/>.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    Task DestroyedAsync(OperationScope scope, DestructionRow destruction, CancellationToken cancellation);
}
