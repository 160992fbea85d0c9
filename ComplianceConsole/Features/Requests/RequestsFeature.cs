using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Features.Requests.Pages;

namespace ComplianceConsole.Features.Requests;

/// <summary>Requests: what comes in, its clock and its steps. Policy 8, 9.</summary>
public static class RequestsFeature
{
    /// <summary>Adds the use cases and pages of requests.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<RegisterRequest>();
        services.AddSingleton<ConfirmIdentity>();
        services.AddSingleton<RefuseRequest>();
        services.AddSingleton<AnswerRequest>();
        services.AddSingleton<ReadRequest>();
        services.AddSingleton<ListRequests>();
        services.AddNavigation(NavigationPlace.Requests);
        services.AddSingleton<ISubjectTab, SubjectRequestsTab>();
        services.AddSingleton<ISubjectAction, NewRequestAction>();
        services.AddSingleton<IRequestAction>(new RequestAction(RequestStep.ConfirmIdentity, typeof(ConfirmIdentityForm)));
        services.AddSingleton<IRequestAction>(new RequestAction(RequestStep.Answer, typeof(AnswerForm)));
        services.AddSingleton<IRequestAction>(new RequestAction(RequestStep.Refuse, typeof(RefuseForm)));
        return services;
    }
}
