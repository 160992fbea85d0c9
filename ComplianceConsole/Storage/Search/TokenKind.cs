namespace ComplianceConsole.Storage.Search;

/// <summary>What a token was made from. It is part of what is encrypted, so that equal texts of two kinds have unrelated tokens.</summary>
internal enum TokenKind : byte
{
    /// <summary>The beginning of a word by its first key.</summary>
    First = 1,

    /// <summary>The beginning of a word by its loose key, where the first key does not begin so as well.</summary>
    Loose = 2,

    /// <summary>A property of the subject that can be filtered by.</summary>
    Facet = 3,
}
