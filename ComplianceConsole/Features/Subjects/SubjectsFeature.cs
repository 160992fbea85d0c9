using ComplianceConsole.Components;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Features.Subjects.Access;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.Blocking.Selection;
using ComplianceConsole.Features.Subjects.History;
using ComplianceConsole.Features.Subjects.Page;
using ComplianceConsole.Features.Subjects.Search;

namespace ComplianceConsole.Features.Subjects;

/// <summary>Puts subjects into a host: search, the subject's page, its history, who looked, the block.</summary>
public static class SubjectsFeature
{
    /// <summary>Adds the use cases and the pages.</summary>
    public static IServiceCollection AddSubjects(this IServiceCollection services) =>
        services
            .AddSingleton<SearchSubjects>()
            .AddSingleton<BlockSubject>()
            .AddSingleton<UndoBlock>()
            .AddSingleton<GiveBlockReason>()
            .AddSingleton<UnblockSubject>()
            .AddSingleton<BlockSelection>()
            .AddSingleton<UndoSelection>()
            .AddSingleton<ReadSubject>()
            .AddSingleton<ReadHistory>()
            .AddSingleton<ReadEvidenceFile>()
            .AddSingleton<ReadAccess>()
            .AddScoped<SearchDesk>()
            .AddScoped<BlockDesk>()
            .AddScoped<IRecordBlocking>(provider => provider.GetRequiredService<BlockDesk>())
            .AddSingleton<ITopBarTool, SearchBoxTool>()
            .AddSingleton<ISubjectTab, ProfileTabEntry>()
            .AddSingleton<ISubjectTab, HistoryTabEntry>()
            .AddSingleton<ISubjectTab, AccessTabEntry>()
            .AddSingleton<ISubjectAction>(BlockActions.Block)
            .AddSingleton<ISubjectAction>(BlockActions.Reason)
            .AddSingleton<ISubjectAction>(BlockActions.Unblock)
            .AddNavigation(NavigationPlace.Subjects);

    /// <summary>Maps what is no page.</summary>
    public static IEndpointRouteBuilder MapSubjects(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Links.EvidencePattern, EvidenceEndpoint.HandleAsync);
        return endpoints;
    }
}
