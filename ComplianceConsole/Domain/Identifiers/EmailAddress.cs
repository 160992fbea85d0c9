using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ComplianceConsole.Domain.Identifiers;

/// <summary>Why a text is no e-mail address.</summary>
public enum EmailAddressProblem
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Not a local part, one @ and a domain.</summary>
    NotAnAddress,

    /// <summary>Longer than 254 characters, or a local part longer than 64 bytes.</summary>
    TooLong,
}

/// <summary>An e-mail address as people have them: no comments, no quoted local parts; international letters are welcome.</summary>
public sealed record EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalBytes = 64;

    private static readonly SearchValues<char> LocalSigns = SearchValues.Create("!#$%&'*+-/=?^_`{|}~.");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value, string canonical) => (Value, Canonical) = (value, canonical);

    /// <summary>The address as it was written, without outer white space.</summary>
    public string Value { get; }

    /// <summary>
    /// What decides whether two addresses are the same: lower case, composed letters (NFC), the domain in its ASCII form.
    /// </summary>
    public string Canonical { get; }

    /// <summary>The form for those who may not see the address: <c>a•••@example.kz</c>.</summary>
    public string Masked => Masking.Email(Value);

    /// <summary>Two addresses are equal when their canonical forms are.</summary>
    public bool Equals(EmailAddress? other) => string.Equals(Canonical, other?.Canonical, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    /// <summary>Reads an address.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, out EmailAddressProblem problem)
    {
        address = null;
        problem = EmailAddressProblem.NotAnAddress;
        var written = text?.Trim() ?? "";
        var at = written.IndexOf('@', StringComparison.Ordinal);
        if (at < 1)
        {
            return false;
        }

        var local = written[..at];
        if (written.Length > MaxLength || Encoding.UTF8.GetByteCount(local) > MaxLocalBytes)
        {
            problem = EmailAddressProblem.TooLong;
            return false;
        }

        if (IsLocal(local) && AsciiDomain(written[(at + 1)..]) is { } domain)
        {
            address = new EmailAddress(written, $"{local.Normalize().ToLowerInvariant()}@{domain}");
            problem = EmailAddressProblem.None;
        }

        return address is not null;
    }

    /// <summary>A masked form, so that the address cannot slip into a log.</summary>
    public override string ToString() => Masked;

    private static bool IsLocal(string local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var rune in local.EnumerateRunes())
        {
            var sign = rune.IsBmp && LocalSigns.Contains((char)rune.Value);
            if (!sign && !Rune.IsLetterOrDigit(rune) && !IsCombining(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsCombining(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length > 1 && labels.All(label => label.Length > 0) && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException)
        {
            // The framework's only way to say that a domain has an empty, overlong or misspelt label.
            return null;
        }
    }
}
