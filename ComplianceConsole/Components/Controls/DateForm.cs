namespace ComplianceConsole.Components.Controls;

/// <summary>How a day is written.</summary>
public enum DateForm
{
    /// <summary>"26 March 2026, Thursday".</summary>
    Long,

    /// <summary>"26 March 2026".</summary>
    Plain,

    /// <summary>"Thu 26 March".</summary>
    Short,
}
