using System.Net.Sockets;
using ComplianceConsole.Domain.Notices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ComplianceConsole.Notices.Mail;

/// <summary>Says of what a mail server answered, or did not, which failure of a notice it is.</summary>
internal static class SmtpErrors
{
    /// <summary>Runs a step of SMTP.</summary>
    /// <param name="step">The step.</param>
    /// <param name="whenLost">The failure where the connection breaks or the server is silent.</param>
    /// <param name="patience">Ends the step after a time.</param>
    /// <param name="cancellation">Ends it because the console stops, which is no failure.</param>
    /// <exception cref="MailFailedException">It failed.</exception>
    public static async Task TranslateAsync(
        Func<CancellationToken, Task> step, string whenLost, CancellationToken patience, CancellationToken cancellation)
    {
        try
        {
            await step(patience);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error) when (CodeOf(error, whenLost) is { } code)
        {
            throw new MailFailedException(code, error);
        }
    }

    private static string? CodeOf(Exception error, string whenLost) =>
        error switch
        {
            SmtpCommandException refused => CodeOf(refused),
            AuthenticationException => NoticeFailures.SignInRefused,
            SslHandshakeException => NoticeFailures.CertificateNotTrusted,

            // Of connecting: no STARTTLS, or no way to sign in; of sending: no SMTPUTF8.
            NotSupportedException => whenLost is NoticeFailures.ServerUnreachable ? NoticeFailures.EncryptionNotOffered : NoticeFailures.AddressNotSupported,
            SocketException or IOException or ProtocolException or OperationCanceledException or TimeoutException or ServiceNotConnectedException => whenLost,
            ServiceNotAuthenticatedException => NoticeFailures.SignInRefused,
            _ => null,
        };

    private static string CodeOf(SmtpCommandException refused) =>
        (int)refused.StatusCode < 500 ? NoticeFailures.TryLater
        : refused.StatusCode is SmtpStatusCode.AuthenticationRequired ? NoticeFailures.SignInRefused
        : refused.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => NoticeFailures.RecipientRefused,
            SmtpErrorCode.SenderNotAccepted => NoticeFailures.SenderRefused,

            // RFC 3463: 5.1 speaks of addresses, 5.2 of mailboxes.
            SmtpErrorCode.UnexpectedStatusCode when refused.Message.StartsWith("5.1.", StringComparison.Ordinal)
                || refused.Message.StartsWith("5.2.", StringComparison.Ordinal) => NoticeFailures.RecipientRefused,
            _ => NoticeFailures.MessageRefused,
        };
}
