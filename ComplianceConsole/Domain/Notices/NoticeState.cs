namespace ComplianceConsole.Domain.Notices;

/// <summary>How far a notice has come.</summary>
public enum NoticeState
{
    /// <summary>In the outbox: it will be sent, or waits to be posted by hand.</summary>
    Queued = 0,

    /// <summary>Sent or posted; its content and key are gone.</summary>
    Sent = 1,

    /// <summary>The recipient has acknowledged it.</summary>
    Acknowledged = 2,

    /// <summary>Given up after the last attempt; a person can send it again.</summary>
    Failed = 3,

    /// <summary>Taken back before it went out.</summary>
    Cancelled = 4,
}
