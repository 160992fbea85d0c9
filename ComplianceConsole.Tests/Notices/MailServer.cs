using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace ComplianceConsole.Tests.Notices;

/// <summary>
/// A real mail server for one class of tests: OpenSMTPD takes and delivers, Dovecot stands before it with STARTTLS and sign-in, and hands
/// the mailboxes out by IMAP. Everything lies in a folder of its own and is gone afterwards.
/// </summary>
public sealed class MailServer : IAsyncLifetime
{
    public const string UserName = "console";
    public const string Password = "a-password-for-tests";
    private const string Domain = "test.example.kz";
    private const int Mailboxes = 40;

    // Debian's OpenSMTPD keeps its queue and its control socket in fixed places: it sees folders of its own there, where the system
    // lets it, and the system's where it does not.
    private const string OwnPlaces =
        """
        own='mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/spool'
        if unshare --mount sh -c "$own" 2>/dev/null; then exec unshare --mount sh -c "$own && exec smtpd -d -f $0"; fi
        exec smtpd -d -f "$0"
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "console-mail-" + Guid.NewGuid().ToString("N"));
    private Process? _smtp;
    private Process? _dovecot;
    private int _imapPort;
    private int _mailbox;

    /// <summary>Takes mail without encryption or sign-in.</summary>
    public int PlainPort { get; private set; }

    /// <summary>Takes mail only after STARTTLS and sign-in.</summary>
    public int ProtectedPort { get; private set; }

    /// <summary>SHA-256 of the certificate, which no authority vouches for.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>An address nobody has written to.</summary>
    public string NewMailbox() => $"reader-{Interlocked.Increment(ref _mailbox).ToString(CultureInfo.InvariantCulture)}@{Domain}";

    /// <summary>An address the server refuses.</summary>
    public static string RefusedMailbox => "nobody@" + Domain;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        (PlainPort, ProtectedPort, _imapPort) = (FreePort(), FreePort(), FreePort());
        await WriteAsync();
        _dovecot = Start("dovecot", "-F", "-c", Path.Combine(_folder, "dovecot.conf"));
        await StartSmtpAsync();
        await AnswersAsync(_imapPort);
        await AnswersAsync(ProtectedPort);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_smtp);
        await EndAsync(_dovecot);
        Directory.Delete(_folder, recursive: true);
    }

    public async Task StartSmtpAsync()
    {
        _smtp = Start("sh", "-c", OwnPlaces, Path.Combine(_folder, "smtpd.conf"));
        await AnswersAsync(PlainPort);
    }

    public async Task StopSmtpAsync()
    {
        await EndAsync(_smtp);
        _smtp = null;
    }

    /// <summary>The messages of a mailbox, once there are so many.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ReadAsync(string address, int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", _imapPort, MailKit.Security.SecureSocketOptions.None, limit.Token);
        await client.AuthenticateAsync(address, Password, limit.Token);
        var inbox = client.Inbox!;
        await inbox.OpenAsync(FolderAccess.ReadOnly, limit.Token);
        while (inbox.Count < count)
        {
            using var arrived = new CancellationTokenSource();
            void Arrived(object? sender, EventArgs change) => arrived.Cancel();
            inbox.CountChanged += Arrived;
            await client.IdleAsync(arrived.Token, limit.Token);
            inbox.CountChanged -= Arrived;
        }

        var messages = new List<MimeMessage>();
        for (var i = 0; i < inbox.Count; i++)
        {
            messages.Add(await inbox.GetMessageAsync(i, limit.Token));
        }

        await client.DisconnectAsync(quit: true, limit.Token);
        return messages;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string program, params string[] args)
    {
        // Mail servers give up their rights by themselves, and must have them first.
        var isRoot = string.Equals(Environment.UserName, "root", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isRoot ? program : "sudo", isRoot ? args : ["-n", program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task EndAsync(Process? process)
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    // Greets with a line as soon as it serves.
    private static async Task AnswersAsync(int port)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                using var reader = new StreamReader(client.GetStream());
                if (await reader.ReadLineAsync(limit.Token) is not null)
                {
                    return;
                }
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    private async Task WriteAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        Fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var mail = Directory.CreateDirectory(Path.Combine(_folder, "mail"));
        Allow(mail.FullName, (UnixFileMode)0b111_111_111);
        await File.WriteAllTextAsync(Path.Combine(_folder, "cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "users"), $"keeper 65534:65534:{_folder}\n");
        await File.WriteAllLinesAsync(
            Path.Combine(_folder, "people"), Enumerable.Range(1, Mailboxes).Select(number => $"reader-{number}@{Domain} keeper"));
        await WriteOwnAsync(
            "smtpd.conf",
            $$"""
            table people file:{{_folder}}/people
            table users file:{{_folder}}/users
            listen on 127.0.0.1 port {{PlainPort}}
            action "keep" maildir "{{_folder}}/mail/%{rcpt.user}" userbase <users> virtual <people>
            match from any for domain "{{Domain}}" action "keep"

            """);
        await WriteOwnAsync(
            "dovecot.conf",
            $$"""
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/run
            log_path = {{_folder}}/dovecot.log
            protocols = imap submission
            listen = 127.0.0.1
            ssl = required
            ssl_cert = <{{_folder}}/cert.pem
            ssl_key = <{{_folder}}/key.pem
            mail_location = maildir:{{_folder}}/mail/%n
            first_valid_uid = 1
            hostname = localhost
            auth_failure_delay = 0 secs
            submission_relay_host = 127.0.0.1
            submission_relay_port = {{PlainPort}}
            submission_relay_ssl = no
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{_folder}}/mail/%n
            }
            protocol imap {
              ssl = no
            }
            service imap-login {
              inet_listener imap {
                port = {{_imapPort}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service submission-login {
              inet_listener submission {
                port = {{ProtectedPort}}
              }
              inet_listener submissions {
                port = 0
              }
            }

            """);
    }

    private async Task WriteOwnAsync(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text);
        Allow(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
