using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests.Pages;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Requests;

/// <summary>The requests of a subject, as a tab of the subject's page.</summary>
internal sealed class SubjectRequestsTab(IStringLocalizer<RequestsText> text) : ISubjectTab
{
    public string Key => "requests";

    public string Label => text["TabTitle"];

    public Right Right => Right.ReadRequests;

    public int Order => 30;

    public Type Component => typeof(SubjectRequests);
}

/// <summary>Registering a request from the subject's page.</summary>
internal sealed class NewRequestAction : ISubjectAction
{
    public int Order => 10;

    public Right Right => Right.RegisterRequest;

    public Type Component => typeof(NewRequestButton);

    public bool IsOffered(SubjectState state) => true;
}
