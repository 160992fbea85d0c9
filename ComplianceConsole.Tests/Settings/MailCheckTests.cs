using ComplianceConsole.Settings;

namespace ComplianceConsole.Tests.Settings;

public sealed class MailCheckTests
{
    [Fact]
    public void Without_a_server_nothing_is_asked_for() => Assert.Empty(Problems(new MailSettings()));

    [Fact]
    public void A_whole_account_on_a_protected_connection_holds() =>
        Assert.Empty(Problems(new MailSettings
        {
            Host = "mail.example.kz",
            UserName = "console",
            Password = "hunter2",
            From = "privacy@example.kz",
            CertificateFingerprint = string.Join(':', Enumerable.Repeat("AB", 32)),
        }));

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once() =>
        Assert.Equal(
            [
                "Mail:Encryption NotAnEncryption",
                "Mail:Port NotAPort",
                "Mail:TimeoutSeconds NotSecondsOfPatience",
                "Mail:From NotAnEmail",
                "Mail:ReplyTo NotAnEmail",
                "Mail:Password HalfAnAccount",
                "Mail:CertificateFingerprint NotAFingerprint",
            ],
            Problems(new MailSettings
            {
                Host = "mail.example.kz",
                Port = 0,
                Encryption = "ssl",
                TimeoutSeconds = 0,
                UserName = "console",
                From = "Privacy <privacy@example.kz>",
                ReplyTo = "nobody",
                CertificateFingerprint = "12",
            }),
            StringComparer.Ordinal);

    [Theory]
    [InlineData("mail.example.kz", MailEncryption.None, true)]
    [InlineData("mail.example.kz", MailEncryption.WhenAvailable, true)]
    [InlineData("mail.example.kz", MailEncryption.Implicit, false)]
    [InlineData("localhost", MailEncryption.None, false)]
    [InlineData("127.0.0.1", MailEncryption.WhenAvailable, false)]
    public void A_password_goes_unprotected_to_this_machine_alone(string host, string encryption, bool isRefused) =>
        Assert.Equal(
            isRefused,
            Problems(new MailSettings { Host = host, Encryption = encryption, UserName = "console", Password = "hunter2" })
                .Contains("Mail:Encryption PasswordUnprotected", StringComparer.Ordinal));

    private static List<string> Problems(MailSettings settings)
    {
        var problems = new List<SettingProblem>();
        MailCheck.Check(settings, problems);
        Assert.DoesNotContain(problems, problem => problem.Value.Contains("hunter2", StringComparison.Ordinal));
        return problems.ConvertAll(problem => $"{problem.Setting} {problem.Problem}");
    }
}
