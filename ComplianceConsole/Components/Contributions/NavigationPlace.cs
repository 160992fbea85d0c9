using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Components.Contributions;

/// <summary>The standard entries of the rail. A feature that has built its page adds its own with <see cref="NavigationServices.AddNavigation"/>.</summary>
/// <param name="Href">The address.</param>
/// <param name="LabelKey">The key of the word in <see cref="LayoutText"/>.</param>
/// <param name="Icon">The path of the icon.</param>
/// <param name="Right">Who sees it.</param>
/// <param name="Order">Its place from the top.</param>
/// <param name="Shortcut">The key after <c>g</c>.</param>
public sealed record NavigationPlace(string Href, string LabelKey, string Icon, Right Right, int Order, char Shortcut)
{
    public static readonly NavigationPlace Today = new(Links.Today, "Nav_Today", Glyphs.Today, Right.SeeToday, 10, 'T');
    public static readonly NavigationPlace Subjects = new(Links.Subjects, "Nav_Subjects", Glyphs.Subjects, Right.SearchSubjects, 20, 'S');
    public static readonly NavigationPlace Requests = new(Links.Requests, "Nav_Requests", Glyphs.Requests, Right.ReadRequestRegister, 30, 'R');
    public static readonly NavigationPlace Destruction = new(Links.Destruction, "Nav_Destruction", Glyphs.Destruction, Right.ReadDestructions, 40, 'D');
    public static readonly NavigationPlace Notices = new(Links.Notices, "Nav_Notices", Glyphs.Notices, Right.ReadNotices, 42, 'N');
    public static readonly NavigationPlace ThirdParties = new(Links.ThirdParties, "Nav_ThirdParties", Glyphs.ThirdParties, Right.ReadRegisters, 44, 'H');
    public static readonly NavigationPlace Incidents = new(Links.Incidents, "Nav_Incidents", Glyphs.Warning, Right.KeepIncidents, 46, 'C');
    public static readonly NavigationPlace Registers = new(Links.Registers, "Nav_Registers", Glyphs.Registers, Right.ReadRegisters, 50, 'G');
    public static readonly NavigationPlace Import = new(Links.Import, "Nav_Import", Glyphs.Import, Right.Import, 55, 'I');
    public static readonly NavigationPlace Reports = new(Links.Reports, "Nav_Reports", Glyphs.Reports, Right.DownloadApprovedReport, 60, 'P');
    public static readonly NavigationPlace Audit = new(Links.Audit, "Nav_Audit", Glyphs.Audit, Right.ReadLedger, 70, 'A');
    public static readonly NavigationPlace Administration = new(Links.Administration, "Nav_Administration", Glyphs.Administration, Right.ChangeSettings, 80, 'M');
}

/// <summary>Registers entries of the rail.</summary>
public static class NavigationServices
{
    /// <summary>Adds a standard entry of the rail.</summary>
    public static IServiceCollection AddNavigation(this IServiceCollection services, NavigationPlace place) =>
        services.AddSingleton<INavigationEntry>(provider =>
            new Entry(place, provider.GetRequiredService<IStringLocalizer<LayoutText>>()));

    private sealed class Entry(NavigationPlace place, IStringLocalizer<LayoutText> text) : INavigationEntry
    {
        public string Href => place.Href;

        public string Label => text[place.LabelKey];

        public string Icon => place.Icon;

        public Right Right => place.Right;

        public int Order => place.Order;

        public char? Shortcut => place.Shortcut;
    }
}
