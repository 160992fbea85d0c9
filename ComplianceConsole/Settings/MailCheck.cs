using System.Globalization;
using System.Net.Mail;

namespace ComplianceConsole.Settings;

/// <summary>Says what is missing or wrong with the settings of e-mail.</summary>
internal static class MailCheck
{
    private const int FingerprintLength = 64;

    public static void Check(MailSettings mail, List<SettingProblem> problems)
    {
        if (!MailEncryption.All.Contains(mail.Encryption, StringComparer.Ordinal))
        {
            problems.Add(new SettingProblem("Mail:Encryption", "NotAnEncryption", mail.Encryption));
        }

        if (mail.Port is < 1 or > 65535)
        {
            problems.Add(new SettingProblem("Mail:Port", "NotAPort", mail.Port.ToString(CultureInfo.InvariantCulture)));
        }

        if (mail.TimeoutSeconds is < 1 or > 600)
        {
            problems.Add(new SettingProblem("Mail:TimeoutSeconds", "NotSecondsOfPatience"));
        }

        CheckAddress("Mail:From", mail.From, problems);
        CheckAddress("Mail:ReplyTo", mail.ReplyTo, problems);
        if (mail.UserName.Length == 0 != (mail.Password.Length == 0))
        {
            problems.Add(new SettingProblem(mail.UserName.Length == 0 ? "Mail:UserName" : "Mail:Password", "HalfAnAccount"));
        }

        // A password in the clear is read by whoever stands between.
        if (mail.UserName.Length > 0 && mail.Encryption is MailEncryption.WhenAvailable or MailEncryption.None && !IsThisMachine(mail.Host))
        {
            problems.Add(new SettingProblem("Mail:Encryption", "PasswordUnprotected", mail.Encryption));
        }

        var fingerprint = Fingerprint(mail);
        if (fingerprint.Length > 0 && (fingerprint.Length != FingerprintLength || !fingerprint.All(char.IsAsciiHexDigit)))
        {
            problems.Add(new SettingProblem("Mail:CertificateFingerprint", "NotAFingerprint"));
        }
    }

    private static string Fingerprint(MailSettings mail) => mail.CertificateFingerprint.Replace(":", "", StringComparison.Ordinal);

    private static void CheckAddress(string setting, string address, List<SettingProblem> problems)
    {
        if (address.Length > 0 && !(MailAddress.TryCreate(address, out var parsed) && string.Equals(parsed.Address, address, StringComparison.Ordinal)))
        {
            problems.Add(new SettingProblem(setting, "NotAnEmail", address));
        }
    }

    private static bool IsThisMachine(string host) =>
        host is "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
