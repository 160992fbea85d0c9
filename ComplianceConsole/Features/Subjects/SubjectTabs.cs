using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Features.Subjects.Access;
using ComplianceConsole.Features.Subjects.History;
using ComplianceConsole.Features.Subjects.Page;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Subjects;

/// <summary>The fields. Policy 5.</summary>
public sealed class ProfileTabEntry(IStringLocalizer<SubjectsText> text) : ISubjectTab
{
    /// <summary>The tab that stands open when the address names none.</summary>
    public const string FirstKey = "profile";

    public string Key => FirstKey;

    public string Label => text["Tab_Profile"];

    public Right Right => Right.ReadSubject;

    public int Order => 10;

    public Type Component => typeof(ProfileTab);
}

/// <summary>What happened to the record.</summary>
public sealed class HistoryTabEntry(IStringLocalizer<SubjectsText> text) : ISubjectTab
{
    public string Key => "history";

    public string Label => text["Tab_History"];

    public Right Right => Right.ReadSubject;

    public int Order => 40;

    public Type Component => typeof(HistoryTab);
}

/// <summary>Who looked. Policy 7.1.</summary>
public sealed class AccessTabEntry(IStringLocalizer<SubjectsText> text) : ISubjectTab
{
    /// <summary>The tab's key.</summary>
    public const string TabKey = "access";

    public string Key => TabKey;

    public string Label => text["Tab_Access"];

    public Right Right => Right.ReadAccess;

    public int Order => 50;

    public Type Component => typeof(AccessTab);
}
