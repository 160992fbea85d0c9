using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>
/// What was typed into the search box, read in every way it may be meant: as words of a name or an organisation, and as a whole as an
/// e-mail, a phone number, a BIN, an external id or a subject's number. Lives as long as one search.
/// </summary>
internal sealed class TypedText
{
    private readonly IReadOnlyList<TypedWord> _words;

    public TypedText(string? text)
    {
        Text = TextCleaning.Clean(text).Value;
        _words = [.. NameFolding.Split(Text).Select(word => new TypedWord(word)).Where(word => word.Keys.Count > 0)];
        Number = SubjectId.TryParse(Text, out var number) ? number : null;
        Identifiers = [.. Read(Text)];
    }

    /// <summary>The text, cleaned; not to be logged or kept.</summary>
    public string Text { get; }

    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => Text.Length == 0;

    /// <summary>The subject's number it may be.</summary>
    public SubjectId? Number { get; }

    /// <summary>The identifiers it may be, in canonical form.</summary>
    public IReadOnlyList<(IdentifierKind Kind, string Canonical)> Identifiers { get; }

    /// <summary>Whether every typed word begins a word the profile is found by, compared whole: the index knows eight letters of each.</summary>
    public bool BeginsWordsOf(SubjectRow row, Profile profile)
    {
        var held = SearchDocuments.Of(row, profile).Texts.SelectMany(IndexWords.Of).ToList();
        return _words.Count > 0 && _words.All(word => held.Exists(word.Begins));
    }

    /// <summary>Whether the profile holds one of the identifiers, or the number is the subject's.</summary>
    public bool Names(SubjectRow row, Profile profile) =>
        Number?.Number == row.Id || Storage.Vault.Identifiers.Of(profile).Any(Identifiers.Contains);

    /// <summary>Does not show what was typed.</summary>
    public override string ToString() => "typed text";

    private static IEnumerable<(IdentifierKind Kind, string Canonical)> Read(string text)
    {
        if (text.Length == 0)
        {
            yield break;
        }

        yield return (IdentifierKind.ExternalId, Canonical(IdentifierKind.ExternalId, text));
        if (EmailAddress.TryParse(text, out var email, out _))
        {
            yield return (IdentifierKind.Email, Canonical(IdentifierKind.Email, email.Value));
        }

        if (PhoneNumber.TryParse(text, out var phone, out _))
        {
            yield return (IdentifierKind.Phone, Canonical(IdentifierKind.Phone, phone.Value));
        }

        if (Bin.TryParse(text, out var bin, out _))
        {
            yield return (IdentifierKind.Bin, Canonical(IdentifierKind.Bin, bin.Value));
        }
    }

    private static string Canonical(IdentifierKind kind, string value) => Storage.Vault.Identifiers.Canonical(kind, value);

    private sealed class TypedWord(string typed)
    {
        public IReadOnlyList<string> Keys { get; } = NameFolding.QueryVariants(typed);

        public bool Begins(string held) =>
            Keys.Any(key => held.StartsWith(key, StringComparison.Ordinal) || BeginsLoosely(held, NameFolding.LooseKey(key)));

        private static bool BeginsLoosely(string held, string looseKey) =>
            looseKey.Length >= BlindTokens.ShortestPrefix
            && NameFolding.LooseKey(held).StartsWith(looseKey, StringComparison.Ordinal);
    }
}
