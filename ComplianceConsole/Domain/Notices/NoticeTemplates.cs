namespace ComplianceConsole.Domain.Notices;

/// <summary>The codes of the notices the console writes; they stand in the outbox and never change.</summary>
public static class NoticeTemplates
{
    /// <summary>A request was registered. Policy 8.3.</summary>
    public const string RequestReceived = "request-received";

    /// <summary>The disclosure report is handed over. Policy 9.1.</summary>
    public const string Disclosure = "disclosure";

    /// <summary>Nothing is held about whoever asks. Policy 9.1.</summary>
    public const string NothingHeld = "nothing-held";

    /// <summary>Data was corrected. Policy 9.3.</summary>
    public const string Corrected = "corrected";

    /// <summary>Data was destroyed. Policy 9.4.</summary>
    public const string Destroyed = "destroyed";

    /// <summary>Data was depersonalised: the tie to the person is cut, and figures about nobody remain. Policy 2.1(11), 9.7.</summary>
    public const string Depersonalised = "depersonalised";

    /// <summary>A withdrawal of consent was carried out. Policy 4.5.</summary>
    public const string WithdrawalAccepted = "withdrawal-accepted";

    /// <summary>Data was blocked on a complaint. Law 25.</summary>
    public const string Blocked = "blocked";

    /// <summary>Unlawful processing was stopped. Policy 9.6.</summary>
    public const string Stopped = "stopped";

    /// <summary>Data was released from its block, since the complaint was not confirmed. Law 25.</summary>
    public const string Released = "released";

    /// <summary>An answer in the responsible person's words. Policy 8.2.</summary>
    public const string Answer = "answer";

    /// <summary>A reasoned refusal. Policy 8.3, Law 8(2).</summary>
    public const string Refused = "refused";

    /// <summary>To a third party: data it received was corrected. Policy 9.3.</summary>
    public const string RecipientCorrected = "recipient-corrected";

    /// <summary>To a third party: data it received was destroyed. Policy 9.4.</summary>
    public const string RecipientDestroyed = "recipient-destroyed";

    /// <summary>To a third party: data it received was depersonalised. Policy 2.1(11), 9.7.</summary>
    public const string RecipientDepersonalised = "recipient-depersonalised";

    /// <summary>Those that say that nothing of a person's data can be restored any more, and go out only once that is true.</summary>
    public static IReadOnlyList<string> OfDestruction { get; } = [Destroyed, RecipientDestroyed, Depersonalised, RecipientDepersonalised];

    /// <summary>To a third party: data it received was blocked. Policy 2.1(7).</summary>
    public const string RecipientBlocked = "recipient-blocked";

    /// <summary>To a third party: data it received is no longer blocked. Policy 2.1(7).</summary>
    public const string RecipientReleased = "recipient-released";

    /// <summary>To a third party: the consent was withdrawn. Policy 4.5.</summary>
    public const string RecipientWithdrawn = "recipient-withdrawn";

    /// <summary>To the authorised body: a breach of personal data. Law 25.</summary>
    public const string Breach = "breach";

    /// <summary>To the responsible person: what is due today.</summary>
    public const string Digest = "digest";

    /// <summary>Every code, in the order of the policy's life of a request.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RequestReceived, Disclosure, NothingHeld, Corrected, Destroyed, Depersonalised, WithdrawalAccepted, Blocked, Stopped, Released, Answer,
        Refused, RecipientCorrected, RecipientDestroyed, RecipientDepersonalised, RecipientBlocked, RecipientReleased, RecipientWithdrawn, Breach, Digest,
    ];

    /// <summary>The clause under which a notice goes out; null where it concerns nobody's data.</summary>
    public static string? ClauseOf(string template) =>
        template switch
        {
            RequestReceived or Refused => "8.3",
            Answer => "8.2",
            Disclosure or NothingHeld => "9.1",
            Corrected or RecipientCorrected => "9.3",
            Destroyed or RecipientDestroyed => "9.4",
            Depersonalised or RecipientDepersonalised => "9.7",
            WithdrawalAccepted or RecipientWithdrawn => "4.5",
            Blocked or Stopped or Released or RecipientBlocked or RecipientReleased => "9.6",
            Breach => "7.1",
            _ => null,
        };
}
