using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>Puts the search box into the top bar of who may search.</summary>
public sealed class SearchBoxTool : ITopBarTool
{
    public Type Component => typeof(SearchBox);

    public Right Right => Right.SearchSubjects;
}
