using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Components.Contributions;

/// <summary>A tab of the subject's page, contributed by a feature.</summary>
public interface ISubjectTab
{
    /// <summary>The last part of the tab's address (<c>consents</c>); never translated.</summary>
    string Key { get; }

    /// <summary>The word, in the language current when it is read.</summary>
    string Label { get; }

    /// <summary>Who sees it.</summary>
    Right Right { get; }

    /// <summary>Its place from the left: Profile 10, Consents 20, Requests 30, History 40, Access 50.</summary>
    int Order { get; }

    /// <summary>The component; it has one parameter, <c>SubjectId</c>, of type <see cref="SubjectId"/>.</summary>
    Type Component { get; }
}
