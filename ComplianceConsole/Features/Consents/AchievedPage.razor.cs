using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;

namespace ComplianceConsole.Features.Consents;

/// <summary>That purposes were achieved for a subject. Policy 9.7.</summary>
public partial class AchievedPage
{
    private readonly HashSet<string> _purposes = new(StringComparer.Ordinal);
    private string? _reason = "";
    private bool _isSubmitting;

    [Inject]
    public required AchievePurposes Achieving { get; init; }

    protected override Use Use => Uses.AchievePurpose;

    private IReadOnlyList<Choice> Covered(ConsentStart start) =>
        [.. start.Cover.Purposes
            .Where(purpose => purpose.IsCovered && purpose.Purpose.HoldsRecord)
            .Select(purpose => new Choice(purpose.Purpose.Code, PurposeOf(purpose.Purpose.Code)))];

    private bool EndsRecord(ConsentStart start) => Covered(start).All(choice => _purposes.Contains(choice.Value));

    private async Task RecordAsync()
    {
        if (_isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        Forgive();
        var form = new AchievementForm
        {
            Subjects = [Subject],
            Purposes = [.. _purposes.Order(StringComparer.Ordinal)],
            AchievedAt = LocalMoment.Read(Moment),
            Reason = _reason,
        };
        var result = await AskAsync((actor, cancellation) => Achieving.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out var made, out var refusal))
        {
            Snackbar.Tell(
                made.DestroyBy is { } day
                    ? Text["Achieved_Destroy", DateWords.Long(day, CultureInfo.CurrentUICulture)]
                    : Text["Achieved_Done"]);
            Navigation.NavigateTo(Links.Subject(Subject, "consents"));
            return;
        }

        await TakeAsync(refusal);
        _isSubmitting = false;
    }
}
