using System.Globalization;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Administration;

/// <summary>How the console is doing, and what features let an administrator do.</summary>
public sealed partial class AdministrationPage
{
    private ConsoleStatus? _status;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<AdministrationText> Text { get; init; }

    [Inject]
    public required ReadConsoleStatus Read { get; init; }

    [Inject]
    public required IEnumerable<IAdministrationSection> AllSections { get; init; }

    private IEnumerable<IAdministrationSection> Sections => AllSections.OrderBy(section => section.Order);

    protected override async Task OnInitializedAsync()
    {
        var result = await AskAsync(Read.RunAsync);
        result.TryGet(out _status, out _refusal);
    }

    private string Describe(StoreFile file) =>
        $"{Path.GetFileName(file.Path)}, "
        + (file.Bytes is { } bytes
            ? Text["Size_Bytes", (bytes / 1024).ToString("N0", CultureInfo.CurrentCulture)].Value
            : Text["Stores_Missing"].Value);
}
