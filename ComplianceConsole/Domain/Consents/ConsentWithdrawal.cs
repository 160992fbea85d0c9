using ComplianceConsole.Domain.Requests;
using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>
/// A withdrawal of consent as it came in. With neither acts nor purposes it is of the whole; with both, of those purposes in those acts.
/// Policy 4.5.
/// </summary>
public sealed record ConsentWithdrawal
{
    /// <summary>The acts whose consent is withdrawn; empty for every act.</summary>
    public IReadOnlyList<ConsentAct> Acts { get; init; } = [];

    /// <summary>The codes of the purposes for which it is withdrawn; empty for every purpose.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>How it came.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it was received; the clock of destruction runs from here. Policy 9.7.</summary>
    public required Instant At { get; init; }

    /// <summary>The key's number of the request that brought it; null where none did.</summary>
    public long? RequestId { get; init; }

    /// <summary>What proves it: names the document; sealed with the event.</summary>
    public string Proof { get; init; } = "";

    /// <summary>What stands against it; null where nothing does.</summary>
    public WithdrawalHindrance? Hindrance { get; init; }

    /// <summary>Whether it is of everything.</summary>
    public bool IsWhole => Acts.Count == 0 && Purposes.Count == 0;

    /// <summary>Whether it asks for a purpose of an act.</summary>
    public bool Asks(ConsentAct act, string purpose) =>
        (Acts.Count == 0 || Acts.Contains(act)) && (Purposes.Count == 0 || Purposes.Contains(purpose, StringComparer.Ordinal));

    /// <summary>Not what proves it, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(ConsentWithdrawal);
}

/// <summary>Why a withdrawal cannot be followed: an obligation that is not fulfilled, or a legal duty to keep. Law 8(2).</summary>
/// <param name="Ground">Which of the two.</param>
/// <param name="Purposes">The purposes it concerns; empty for all.</param>
public sealed record WithdrawalHindrance(RefusalGround Ground, IReadOnlyList<string> Purposes)
{
    /// <summary>The only grounds on which the law lets a withdrawal be refused. Law 8(2).</summary>
    public static IReadOnlyList<RefusalGround> Grounds { get; } = [RefusalGround.UnfulfilledObligation, RefusalGround.LegalDutyToKeep];

    /// <summary>Whether it stands against the withdrawal for a purpose.</summary>
    public bool Concerns(string purpose) => Purposes.Count == 0 || Purposes.Contains(purpose, StringComparer.Ordinal);
}
