using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Notices.Pages;

/// <summary>
/// How each notice reads, in the three languages and to each of its readers: the subject, a representative, the authorised body. Template, language and
/// reader stand in the address. Policy 4.1.1, 9.5.
/// </summary>
public partial class TemplatesPage
{
    private (string Template, string Language, ApplicantKind Addressee) _shown;
    private WrittenNotice? _letter;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<NoticesText> Text { get; init; }

    [Inject]
    public required ReadTemplate Read { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The template's code, from the address.</summary>
    [Parameter]
    public string? Code { get; set; }

    /// <summary>The language's code, from the address; the reader's own where none is given.</summary>
    [SupplyParameterFromQuery(Name = "language")]
    public string? LanguageCode { get; set; }

    /// <summary>The reader, from the address; the subject where none is given.</summary>
    [SupplyParameterFromQuery(Name = "reader")]
    public string? ReaderName { get; set; }

    private string Template => Code ?? NoticeTemplates.All[0];

    private string Language => LanguageCode ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    // A letter that everybody reads alike has no reader to choose.
    private ApplicantKind Addressee =>
        NoticeSamples.ReadersOf(Template).FirstOrDefault(reader => string.Equals(reader.ToString(), ReaderName, StringComparison.OrdinalIgnoreCase));

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Template, Language, Addressee);
        if (_shown == asked)
        {
            return;
        }

        _shown = asked;
        var result = await AskAsync((actor, cancellation) => Read.HandleAsync(actor, asked.Template, asked.Language, asked.Addressee, cancellation));
        if (_shown == asked)
        {
            result.TryGet(out _letter, out _refusal);
        }
    }

    private static string Address(string template, string language, ApplicantKind reader)
    {
        var address = $"{Links.NoticeTemplate(template)}?language={Uri.EscapeDataString(language)}";
        return reader != ApplicantKind.Subject && NoticeSamples.ReadersOf(template).Contains(reader)
            ? $"{address}&reader={reader.ToString().ToLowerInvariant()}"
            : address;
    }

    private void Choose(ChangeEventArgs change) => Navigation.NavigateTo(Address(change.Value as string ?? Template, Language, Addressee));
}
