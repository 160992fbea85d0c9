using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>What became of one attempt, as a letter of the table.</summary>
/// <param name="Letter">
/// <c>+</c> done, <c>c</c> done with the person's values closed, <c>-</c> not this role's, <c>B</c> blocked, <c>D</c> destroyed or depersonalised,
/// <c>U</c> destruction under way, <c>o</c> no such step now, <c>0</c> nobody found.
/// </param>
/// <param name="Detail">The refusal, to find out more.</param>
internal readonly record struct Outcome(char Letter, string Detail)
{
    public static Outcome Of<T>(Result<T> result, Func<T, bool>? isClosed = null) =>
        result.TryGet(out var value, out var refusal) ? new Outcome(isClosed?.Invoke(value) == true ? 'c' : '+', "") : Of(refusal);

    public static Outcome Of(Refusal refusal) =>
        new(
            refusal switch
            {
                NotAllowed => '-',
                RecordBlocked => 'B',
                RecordDestroyed => 'D',
                DestructionUnderWay => 'U',
                _ => 'o',
            },
            refusal is InvalidInputs inputs ? string.Join(';', inputs.Problems) : refusal.ToString());
}
