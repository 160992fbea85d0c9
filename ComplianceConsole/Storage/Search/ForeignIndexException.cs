namespace ComplianceConsole.Storage.Search;

/// <summary>
/// The index was meanwhile made anew under another key, by another process: it is to be opened again with the key that is
/// now in the keyring.
/// </summary>
public sealed class ForeignIndexException() : InvalidOperationException("The search index was made under another key.");
