namespace ComplianceConsole.Components.Controls;

/// <summary>Something that can be chosen in a <see cref="ChoiceList"/>.</summary>
/// <param name="Value">Its code.</param>
/// <param name="Label">What a person reads.</param>
public sealed record Choice(string Value, string Label);
