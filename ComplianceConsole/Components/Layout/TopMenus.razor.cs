using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Look;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ComplianceConsole.Components.Layout;

/// <summary>Language, theme, and who is signed in. The menus are the browser's own popovers: they open without asking the server.</summary>
public partial class TopMenus
{
    private static readonly string[] s_choices = [ThemeChoice.Light, ThemeChoice.Dark, ThemeChoice.System];

    private readonly (string Code, string Name) _language = ReaderLanguage.All.FirstOrDefault(
        language => string.Equals(language.Code, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, StringComparison.Ordinal),
        ReaderLanguage.All[0]);

    private string _choice = ThemeChoice.System;
    private IJSObjectReference? _module;
    private DotNetObjectReference<TopMenus>? _self;

    [Inject]
    public required IStringLocalizer<LayoutText> Text { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [CascadingParameter]
    public ThemeChoice? Theme { get; set; }

    /// <summary>Who is signed in; null until known.</summary>
    [Parameter]
    public Actor? Actor { get; set; }

    /// <summary>The page's address, to come back to after a change of language.</summary>
    [Parameter, EditorRequired]
    public string Here { get; set; } = Links.Today;

    /// <summary>Tells the layout whether the page is dark now.</summary>
    [Parameter]
    public EventCallback<bool> OnDarkChanged { get; set; }

    private string RoleWord => EnumText.Of(Actor?.Roles ?? Role.None);

    /// <summary>The device changed between light and dark.</summary>
    [JSInvokable]
    public Task DarkChanged(bool dark) => OnDarkChanged.InvokeAsync(dark);

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is not null)
        {
            try
            {
                await _module.InvokeVoidAsync("forget");
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and its module with it.
            }
        }

        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => _choice = Theme?.Choice ?? ThemeChoice.System;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "/" + Assets["js/theme.js"]);
            await OnDarkChanged.InvokeAsync(await _module.InvokeAsync<bool>("watch", _self));
        }
    }

    private static string IconOf(string choice) =>
        choice switch
        {
            ThemeChoice.Light => Glyphs.Light,
            ThemeChoice.Dark => Glyphs.Dark,
            _ => Glyphs.Device,
        };

    private static string Capital(string choice) => char.ToUpperInvariant(choice[0]) + choice[1..];

    private async Task ChooseAsync(string choice)
    {
        _choice = choice;
        if (_module is not null)
        {
            await OnDarkChanged.InvokeAsync(await _module.InvokeAsync<bool>("choose", choice));
        }
    }
}
