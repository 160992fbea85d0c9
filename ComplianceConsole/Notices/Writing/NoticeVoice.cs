using System.Globalization;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Notices.Writing;

/// <summary>
/// The words for one addressee. The subject reads of its own data, a representative of the data of whoever is represented, the authorised body of a
/// subject's data at its demand; a text that reads alike to everybody stands once. Policy 4.1.1, 9.5.
/// </summary>
/// <param name="culture">The reader's language.</param>
/// <param name="applicant">Who asked: a name of <see cref="ApplicantKind"/>; null for the subject and for third parties.</param>
internal sealed class NoticeVoice(CultureInfo culture, string? applicant)
{
    /// <summary>Whether the letter goes to the authorised body, to which nobody need say that one may complain to it.</summary>
    public bool IsOfAuthority => string.Equals(applicant, nameof(ApplicantKind.AuthorisedBody), StringComparison.Ordinal);

    /// <summary>The text of a key; null where there is none.</summary>
    public string? Find(string key) =>
        (applicant is null ? null : NoticeText.Find($"{key}_{applicant}", culture)) ?? NoticeText.Find(key, culture);

    /// <summary>The text of a key.</summary>
    /// <exception cref="InvalidOperationException">There is no such key.</exception>
    public string Get(string key) => Find(key) ?? NoticeText.Get(key, culture);
}
