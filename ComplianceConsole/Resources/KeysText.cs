namespace ComplianceConsole.Resources;

/// <summary>The texts about keys and the live copies of the keyring.</summary>
public sealed class KeysText;
