namespace ComplianceConsole.Settings;

/// <summary>One setting that is missing or wrong. The sentence a person reads stands in the resources under <see cref="Problem"/>.</summary>
/// <param name="Setting">The setting's full name, such as <c>Authentication:Authority</c>.</param>
/// <param name="Problem">The key of the sentence; never the sentence itself.</param>
/// <param name="Value">What was found, where showing it helps and gives no secret away.</param>
public sealed record SettingProblem(string Setting, string Problem, string Value = "");
