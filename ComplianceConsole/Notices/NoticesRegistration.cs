using ComplianceConsole.Notices.Mail;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Notices;

/// <summary>Puts the outbox's sender into a host.</summary>
public static class NoticesRegistration
{
    /// <summary>Adds what sends notices and prints letters.</summary>
    public static IServiceCollection AddConsoleNotices(this IServiceCollection services)
    {
        services.AddSingleton<IMailServer, SmtpServer>();
        services.AddSingleton<SendingRecords>();
        services.AddSingleton<NoticeSender>();
        services.AddSingleton<NoticeWake>();
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<NoticeWake>());
        services.AddSingleton<OutboxJob>();
        services.AddSingleton<IJobSource>(provider => new JobSource([provider.GetRequiredService<OutboxJob>()]));
        services.AddHostedService<NoticeSenderService>();
        services.AddSingleton<Writing.LetterPrinter>();
        return services;
    }
}
