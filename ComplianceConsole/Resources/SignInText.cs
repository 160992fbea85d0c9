namespace ComplianceConsole.Resources;

/// <summary>Texts of the pages around sign-in and of the demonstration's identity provider.</summary>
public sealed class SignInText;
