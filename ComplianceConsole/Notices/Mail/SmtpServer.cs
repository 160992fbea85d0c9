using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ComplianceConsole.Notices.Mail;

/// <summary>The mail server over SMTP.</summary>
public sealed class SmtpServer(MailSettings settings, TimeProvider time) : IMailServer
{
    private TimeSpan Timeout => TimeSpan.FromSeconds(settings.TimeoutSeconds);

    public bool IsConfigured => settings.IsConfigured();

    public async Task<IMailConnection> OpenAsync(CancellationToken cancellation)
    {
        var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            if (settings.CertificateFingerprint.Length > 0)
            {
                client.ServerCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || IsPinned(certificate);
            }

            using var patience = Patience(Timeout, cancellation);
            await SmtpErrors.TranslateAsync(
                async ct =>
                {
                    await client.ConnectAsync(settings.Host, settings.Port, Options, ct);
                    if (settings.UserName.Length > 0)
                    {
                        await client.AuthenticateAsync(settings.UserName, settings.Password, ct);
                    }
                },
                NoticeFailures.ServerUnreachable,
                patience.Token,
                cancellation);
            return new Connection(client, this);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Options =>
        settings.Encryption switch
        {
            MailEncryption.WhenAvailable => SecureSocketOptions.StartTlsWhenAvailable,
            MailEncryption.Implicit => SecureSocketOptions.SslOnConnect,
            MailEncryption.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };

    private bool IsPinned(X509Certificate? certificate) =>
        certificate is not null
        && string.Equals(
            certificate.GetCertHashString(HashAlgorithmName.SHA256),
            settings.CertificateFingerprint.Replace(":", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase);

    // The client's own timeout does not end every wait of its asynchronous calls.
    private LinkedPatience Patience(TimeSpan patience, CancellationToken cancellation) => new(patience, time, cancellation);

    private sealed class Connection(SmtpClient client, SmtpServer server) : IMailConnection
    {
        // A slow line of 32 kilobytes a second.
        private const int BytesASecond = 32 * 1024;

        public bool IsOpen => client.IsConnected;

        public async Task SendAsync(MimeMessage message, CancellationToken cancellation)
        {
            var size = message.Attachments.OfType<MimePart>().Sum(part => part.Content?.Stream?.Length ?? 0);
            using var patience = server.Patience(server.Timeout + TimeSpan.FromSeconds(size / BytesASecond), cancellation);
            await SmtpErrors.TranslateAsync(
                async ct => await client.SendAsync(message, ct), NoticeFailures.ConnectionLost, patience.Token, cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (client.IsConnected)
                {
                    using var patience = server.Patience(TimeSpan.FromSeconds(2), CancellationToken.None);
                    await client.DisconnectAsync(quit: true, patience.Token);
                }
            }
            catch (Exception error) when (error is IOException or SocketException or CommandException or ProtocolException or OperationCanceledException)
            {
                // Whether the server heard the goodbye changes nothing of what it took over.
            }
            finally
            {
                client.Dispose();
            }
        }
    }

    private sealed class LinkedPatience : IDisposable
    {
        private readonly CancellationTokenSource _timeout;
        private readonly CancellationTokenSource _linked;

        public LinkedPatience(TimeSpan patience, TimeProvider time, CancellationToken cancellation)
        {
            _timeout = new CancellationTokenSource(patience, time);
            _linked = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, cancellation);
        }

        public CancellationToken Token => _linked.Token;

        public void Dispose()
        {
            _linked.Dispose();
            _timeout.Dispose();
        }
    }
}
