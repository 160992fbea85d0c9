namespace ComplianceConsole.Components.Look;

/// <summary>The theme a reader chose, as it travels in a cookie that <c>js/theme.js</c> writes.</summary>
/// <param name="Choice">light, dark or system.</param>
/// <param name="SystemIsDark">What the device preferred when it was last asked.</param>
public sealed record ThemeChoice(string Choice, bool SystemIsDark)
{
    /// <summary>The cookie with the choice.</summary>
    public const string Cookie = "theme";

    /// <summary>The cookie with the device's preference, so that the first drawing is right.</summary>
    public const string SystemCookie = "theme-system";

    public const string Light = "light";
    public const string Dark = "dark";
    public const string System = "system";

    /// <summary>Whether the page is drawn dark.</summary>
    public bool IsDark => Choice is Dark || (Choice is System && SystemIsDark);

    /// <summary>The choice of a cookie's value; the device's own where it is missing or strange.</summary>
    public static string From(string? value) => value is Light or Dark ? value : System;
}
