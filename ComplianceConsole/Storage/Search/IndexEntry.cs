namespace ComplianceConsole.Storage.Search;

/// <summary>A subject's tokens, blind and sorted, ready to be written. Made by <see cref="BlindTokens.Entry"/>.</summary>
/// <param name="SubjectId">The subject's number.</param>
/// <param name="Tokens">The tokens, five bytes each.</param>
/// <param name="Fingerprint">The fingerprint of the key they were made under.</param>
public sealed record IndexEntry(long SubjectId, byte[] Tokens, string Fingerprint);
