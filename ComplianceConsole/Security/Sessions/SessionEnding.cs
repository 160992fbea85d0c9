namespace ComplianceConsole.Security.Sessions;

/// <summary>Why a session ends.</summary>
public enum SessionEnding
{
    /// <summary>The person signed out.</summary>
    SignedOut,

    /// <summary>Its time was over.</summary>
    RanOut,

    /// <summary>A role was taken away from the person.</summary>
    RoleTakenAway,

    /// <summary>The identity provider ended it.</summary>
    EndedByProvider,

    /// <summary>What it was sealed with is gone, so that nobody can tell whose it was.</summary>
    Unreadable,
}

/// <summary>The names under which sessions stand in the ledger; they never change.</summary>
internal static class SessionOperations
{
    /// <summary>A person signed in.</summary>
    public const string Begin = "session.begin";

    /// <summary>The name of an ending.</summary>
    public static string NameOf(SessionEnding why) =>
        why switch
        {
            SessionEnding.SignedOut => "session.sign-out",
            SessionEnding.RanOut => "session.run-out",
            SessionEnding.RoleTakenAway => "session.role-taken-away",
            SessionEnding.EndedByProvider => "session.provider-ended",
            SessionEnding.Unreadable => "session.unreadable",
        };
}
