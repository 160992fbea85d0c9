namespace ComplianceConsole.Domain.Notices;

/// <summary>Why a notice did not go out: codes without personal data, explained in the resources.</summary>
public static class NoticeFailures
{
    /// <summary>The mail server does not answer.</summary>
    public const string ServerUnreachable = "server-unreachable";

    /// <summary>The server does not offer the encryption the settings require.</summary>
    public const string EncryptionNotOffered = "encryption-not-offered";

    /// <summary>The server's certificate is not trusted.</summary>
    public const string CertificateNotTrusted = "certificate-not-trusted";

    /// <summary>The server does not accept the account of the settings.</summary>
    public const string SignInRefused = "sign-in-refused";

    /// <summary>The connection broke while it was sent.</summary>
    public const string ConnectionLost = "connection-lost";

    /// <summary>The server asks to try again later.</summary>
    public const string TryLater = "try-later";

    /// <summary>The server does not accept the recipient.</summary>
    public const string RecipientRefused = "recipient-refused";

    /// <summary>The server does not accept the sender of the settings.</summary>
    public const string SenderRefused = "sender-refused";

    /// <summary>The server does not accept the message.</summary>
    public const string MessageRefused = "message-refused";

    /// <summary>What stands as address is none.</summary>
    public const string AddressInvalid = "address-invalid";

    /// <summary>The server does not take addresses with letters of this kind.</summary>
    public const string AddressNotSupported = "address-not-supported";

    /// <summary>The sealed content does not open: it was damaged.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Every code.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ServerUnreachable, EncryptionNotOffered, CertificateNotTrusted, SignInRefused, ConnectionLost, TryLater,
        RecipientRefused, SenderRefused, MessageRefused, AddressInvalid, AddressNotSupported, Unreadable,
    ];

    /// <summary>Whether trying again by itself cannot help.</summary>
    public static bool IsPermanent(string failure) =>
        failure is RecipientRefused or SenderRefused or MessageRefused or AddressInvalid or AddressNotSupported or Unreadable;
}
