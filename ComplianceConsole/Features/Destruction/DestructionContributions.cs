using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Features.Destruction.Terms;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Destruction;

/// <summary>The way from a subject's page to its destruction.</summary>
internal sealed class DestroySubjectAction : ISubjectAction
{
    public int Order => 5;

    public Right Right => Right.DestroySubject;

    public Type Component => typeof(DestroyAction);

    public bool IsOffered(SubjectState state) => state is SubjectState.Active or SubjectState.Blocked;
}

/// <summary>What the number of a destroyed subject leads to.</summary>
internal sealed class SubjectTombstone : ITombstone
{
    public Type Component => typeof(TombstoneView);
}

/// <summary>The tab of copies on paper and on media. Policy 6.3.</summary>
internal sealed class CopiesTabEntry(IStringLocalizer<DestructionText> text) : ISubjectTab
{
    public string Key => "copies";

    public string Label => text["Copies_Tab"];

    public Right Right => Right.KeepCopies;

    public int Order => 45;

    public Type Component => typeof(CopiesSection);
}

/// <summary>What waits for a second person, on the first page.</summary>
internal sealed class ApprovalsOfToday : ITodaySection
{
    public int Order => 20;

    public Right Right => Right.DestroySubject;

    public Type Component => typeof(ApprovalsToday);
}

/// <summary>What was kept for a term that has run out, on the first page: nothing else would remind anybody. Policy 6.3, Law 8(2).</summary>
internal sealed class EndedTermsOfToday : ITodaySection
{
    public int Order => -1;

    public Right Right => Right.DestroySubject;

    public Type Component => typeof(EndedTermsToday);
}
