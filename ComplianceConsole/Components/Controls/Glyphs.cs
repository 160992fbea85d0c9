namespace ComplianceConsole.Components.Controls;

/// <summary>The console's line icons: each one path on a field of 24 by 24, drawn by <see cref="Glyph"/> with the colour of the text.</summary>
public static class Glyphs
{
    private const string Circle = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z";

    public const string Today = "M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7M9 15l2 2 4-4";
    public const string Subjects = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20.5c.8-4 4-6 8-6s7.2 2 8 6";
    public const string Requests = "M3 6h18v13H3zM3 7l9 7 9-7";
    public const string Destruction = "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5";
    public const string Notices = "M21 3L3 10.5l7 3.5 3.5 7zM21 3L10 14";
    public const string ThirdParties = "M4 20v-9h6v9M14 20V4h6v16M2.5 20h19M10 14h4M10 17h4";
    public const string Registers = "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11M9 8.5h6";
    public const string Reports = "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7";
    public const string Audit = "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5";
    public const string Administration = "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0";
    public const string Search = "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20";
    public const string Import = "M12 4v10M8 10.5l4 4 4-4M4 15v5h16v-5";
    public const string Download = Import;
    public const string Add = "M12 5v14M5 12h14";
    public const string Edit = "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3";
    public const string Copy = "M9 9h11v11H9zM6 15H4V4h11v2";
    public const string Close = "M6 6l12 12M18 6L6 18";
    public const string Check = "M5 12.5l4.5 4.5L19 7.5";
    public const string Undo = "M9 6L4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-3";
    public const string More = "M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0";
    public const string ChevronDown = "M6 9.5l6 6 6-6";
    public const string ChevronRight = "M9.5 6l6 6-6 6";
    public const string Language = Circle + "M3.5 9.5h17M3.5 14.5h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18";
    public const string Light = "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.8 1.8M17.2 17.2L19 19M19 5l-1.8 1.8M6.8 17.2L5 19";
    public const string Dark = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z";
    public const string Device = "M3 5h18v11H3zM9 20h6M12 16v4";
    public const string Keyboard = "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8";
    public const string Person = Subjects;
    public const string SignOut = "M10 4H5v16h5M15 8l4 4-4 4M19 12H9";

    /// <summary>Blocked.</summary>
    public const string Lock = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";

    /// <summary>Released from a block.</summary>
    public const string Unlock = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.8-1.2";

    /// <summary>Done, active, in time.</summary>
    public const string Done = Circle + "M8 12.5l3 3 5-6";

    /// <summary>Overdue, or an error.</summary>
    public const string Alert = Circle + "M12 7.5V13M12 16.2v.1";

    /// <summary>Due today or soon.</summary>
    public const string Warning = "M12 4l9.5 16h-19zM12 10v5M12 17.4v.1";

    /// <summary>Time is running.</summary>
    public const string Clock = Circle + "M12 7v5l3.5 2";

    /// <summary>Something to know.</summary>
    public const string Info = Circle + "M12 11v5.5M12 7.7v.1";

    /// <summary>Not known.</summary>
    public const string Unknown = Circle + "M9.5 9.7a2.5 2.5 0 1 1 3.7 2.3c-.8.5-1.2 1-1.2 2M12 16.8v.1";

    /// <summary>The tie to the person is cut.</summary>
    public const string Depersonalised = Subjects + "M4 4l16 16";

    /// <summary>Gone.</summary>
    public const string Destroyed = Circle + "M8.5 8.5l7 7M15.5 8.5l-7 7";

    /// <summary>Waiting.</summary>
    public const string Hourglass = "M7 3h10M7 21h10M8 3v3c0 3 4 4 4 6s-4 3-4 6v3M16 3v3c0 3-4 4-4 6s4 3 4 6v3";
}
