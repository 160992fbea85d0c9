using System.Globalization;
using Bunit;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace ComplianceConsole.Tests.Components;

/// <summary>Draws components as a circuit would, in one language, for one actor.</summary>
public abstract class PageTest : IAsyncLifetime
{
    private readonly (CultureInfo Formats, CultureInfo Texts) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    protected PageTest()
    {
        Speak("en");
        Page.JSInterop.Mode = JSRuntimeMode.Loose;
        Page.Services.AddMudServices();
        Page.Services.AddLocalization();
        Page.Services.AddScoped<ReaderLanguage>();
        Page.Services.AddScoped<UndoSnackbar>();
        Page.Services.AddSingleton<ISignedInActor>(SignedIn);
        foreach (var place in (NavigationPlace[])
            [NavigationPlace.Today, NavigationPlace.Subjects, NavigationPlace.Requests, NavigationPlace.Registers, NavigationPlace.Administration])
        {
            Page.Services.AddNavigation(place);
        }
    }

    protected BunitContext Page { get; } = new();

    internal SomebodySignedIn SignedIn { get; } = new();

    public ValueTask InitializeAsync()
    {
        Page.SetRendererInfo(new("Server", isInteractive: true));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
        GC.SuppressFinalize(this);
    }

    protected static void Speak(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    /// <summary>The text of an element with every run of white space as one blank.</summary>
    protected static string Read(AngleSharp.Dom.INode element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal sealed class SomebodySignedIn : ISignedInActor
    {
        public event EventHandler? Changed;

        public Result<Actor> Answer { get; set; } = new Actor("1", "Aigul Serikova", Role.ResponsiblePerson);

        public Task<Result<Actor>> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Answer);

        public void Change(Result<Actor> answer)
        {
            Answer = answer;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
