namespace ComplianceConsole.Ledger;

/// <summary>Where proofs take their leaf hashes from: the stored ledger, or a list in a test.</summary>
public interface ILeafSource
{
    /// <summary>Exactly <paramref name="count"/> leaf hashes in order, the first being that of entry <paramref name="start"/>.</summary>
    IEnumerable<Hash256> Read(long start, long count);
}
