namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>
/// What stands in the search box of one circuit, so that the page of results knows it without its ever being in an address, a history or
/// a cache.
/// </summary>
public sealed class SearchDesk
{
    private string _text = "";

    /// <summary>Raised when the text changed.</summary>
    public event EventHandler? Changed;

    /// <summary>What was typed.</summary>
    public string Text
    {
        get => _text;
        set
        {
            if (!string.Equals(_text, value, StringComparison.Ordinal))
            {
                _text = value;
                Changed?.Invoke(this, EventArgs.Empty);
            }
        }
    }

    /// <summary>Whether something was typed, but too little to look for.</summary>
    public bool IsTooShort => !IsEnough && _text.Trim().Length > 0;

    /// <summary>Whether enough was typed to look for: two letters, or a number.</summary>
    public bool IsEnough => _text.Trim() is { Length: > 1 } or [>= '0' and <= '9'];
}
