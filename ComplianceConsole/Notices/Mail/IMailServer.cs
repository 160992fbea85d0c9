using MimeKit;

namespace ComplianceConsole.Notices.Mail;

/// <summary>The mail server the settings name.</summary>
public interface IMailServer
{
    /// <summary>Whether the settings name one.</summary>
    bool IsConfigured { get; }

    /// <summary>Opens a connection and signs in.</summary>
    /// <exception cref="MailFailedException">It could not be opened.</exception>
    Task<IMailConnection> OpenAsync(CancellationToken cancellation);
}

/// <summary>A connection to the mail server, for as many e-mails as are due. One at a time.</summary>
public interface IMailConnection : IAsyncDisposable
{
    /// <summary>Whether another e-mail can be sent through it.</summary>
    bool IsOpen { get; }

    /// <summary>Sends an e-mail; when this returns the server has taken it over.</summary>
    /// <exception cref="MailFailedException">The server did not take it, or nobody knows whether it did.</exception>
    Task SendAsync(MimeMessage message, CancellationToken cancellation);
}

/// <summary>An e-mail did not go out, or nobody knows whether it did.</summary>
/// <param name="code">One of <see cref="Domain.Notices.NoticeFailures"/>.</param>
/// <param name="inner">What happened; may name addresses, and is never logged.</param>
public sealed class MailFailedException(string code, Exception? inner = null) : Exception("The e-mail did not go out: " + code, inner)
{
    /// <summary>One of <see cref="Domain.Notices.NoticeFailures"/>.</summary>
    public string Code => code;
}
