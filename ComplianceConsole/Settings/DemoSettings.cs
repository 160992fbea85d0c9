namespace ComplianceConsole.Settings;

/// <summary>The demonstration, in Development only. Section <c>Demo</c>.</summary>
public sealed class DemoSettings
{
    /// <summary>Whether empty stores are filled with synthetic subjects; otherwise with the organisation and its policy versions alone.</summary>
    public bool Seed { get; set; } = true;
}
