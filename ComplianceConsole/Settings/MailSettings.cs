namespace ComplianceConsole.Settings;

/// <summary>How e-mails go out. Section <c>Mail</c>.</summary>
public sealed class MailSettings
{
    /// <summary>The mail server's name. Empty: e-mails wait, and everything else works.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port; 587 for submission, 465 with <see cref="MailEncryption.Implicit"/>.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected, one of <see cref="MailEncryption"/>.</summary>
    public string Encryption { get; set; } = MailEncryption.Required;

    /// <summary>The account at the server; empty where it asks for none.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The address e-mails come from. Empty: the organisation's own.</summary>
    public string From { get; set; } = "";

    /// <summary>Where replies go. Empty: the responsible person's address.</summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>How long the server is waited for, in seconds, 1 to 600.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>SHA-256 of the server's certificate, in hexadecimal, where no authority of this machine vouches for it.</summary>
    public string CertificateFingerprint { get; set; } = "";

    /// <summary>Whether a server is set.</summary>
    public bool IsConfigured() => Host.Length > 0;
}

/// <summary>How the connection to the mail server is protected.</summary>
public static class MailEncryption
{
    /// <summary>STARTTLS, or nothing is sent.</summary>
    public const string Required = "required";

    /// <summary>STARTTLS where the server offers it.</summary>
    public const string WhenAvailable = "when-available";

    /// <summary>Encrypted from the first byte.</summary>
    public const string Implicit = "implicit";

    /// <summary>Not at all: a server on this machine.</summary>
    public const string None = "none";

    /// <summary>Every value.</summary>
    public static IReadOnlyList<string> All { get; } = [Required, WhenAvailable, Implicit, None];
}
