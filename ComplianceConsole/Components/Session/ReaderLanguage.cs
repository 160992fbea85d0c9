using System.Globalization;

namespace ComplianceConsole.Components.Session;

/// <summary>
/// The language of the person at this page. A page that draws itself because of an event raised by somebody else's
/// action would otherwise speak that person's language, because a culture travels with the thread of execution.
/// </summary>
public sealed class ReaderLanguage
{
    /// <summary>The languages of the console: code and own name.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> All =
        [("en", "English"), ("ru", "Русский"), ("kk", "Қазақша")];

    /// <summary>The language in which the page was opened.</summary>
    public CultureInfo Culture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>Runs something that writes texts, in this reader's language: <c>InvokeAsync(() => language.Run(StateHasChanged))</c>.</summary>
    public void Run(Action action)
    {
        var (formats, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Culture, Culture);
        try
        {
            action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, texts);
        }
    }
}
