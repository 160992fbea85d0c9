using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Features.Notices.Pages;

namespace ComplianceConsole.Features.Notices;

/// <summary>The outbox as people see it: what waits, what failed, what is to be posted by hand. Policy 8.3, 9.</summary>
public static class NoticesFeature
{
    /// <summary>Adds the use cases and pages of notices.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<ListNotices>();
        services.AddSingleton<ReadNotice>();
        services.AddSingleton<OpenNoticeFile>();
        services.AddSingleton<MarkPosted>();
        services.AddSingleton<ResendNotice>();
        services.AddSingleton<TakeBackNotice>();
        services.AddSingleton<AcknowledgeNotice>();
        services.AddSingleton<ReadMailStatus>();
        services.AddSingleton<ReadTemplate>();
        services.AddNavigation(NavigationPlace.Notices);
        services.AddSingleton<IAdministrationSection, MailAdministration>();
        services.AddSingleton<ITodaySection, NoticesOfToday>();
        return services;
    }

    private sealed class MailAdministration : IAdministrationSection
    {
        public int Order => 40;

        public Right Right => Right.ChangeSettings;

        public Type Component => typeof(MailSection);
    }

    private sealed class NoticesOfToday : ITodaySection
    {
        public int Order => 40;

        public Right Right => Right.ReadNotices;

        public Type Component => typeof(NoticesToday);
    }
}
