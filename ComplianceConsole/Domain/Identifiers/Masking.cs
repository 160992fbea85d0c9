using System.Globalization;
using System.Text;

namespace ComplianceConsole.Domain.Identifiers;

/// <summary>How contacts and numbers are shown to those who may not see them. A mask never tells the length of what it hides.</summary>
public static class Masking
{
    /// <summary>What stands for a value of which nothing may be shown.</summary>
    public const string Hidden = "•••";

    // Of a shorter number the four digits shown would be nearly all there is.
    private const int ShortestPhone = 7;

    /// <summary>The calling code and the last four digits: <c>+7 ••• ••• 47 17</c>; <see cref="Hidden"/> for a very short number.</summary>
    public static string Phone(PhoneNumber phone)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"+{phone.CountryCode}");
        return phone.Value.Length - start.Length < ShortestPhone
            ? Hidden
            : $"{start} {Hidden} {Hidden} {phone.Value[^4..^2]} {phone.Value[^2..]}";
    }

    /// <summary>As <see cref="Phone(PhoneNumber)"/> for a stored text; <see cref="Hidden"/> where it is no phone number.</summary>
    public static string Phone(string? text) => PhoneNumber.TryParse(text, out var phone, out _) ? Phone(phone) : Hidden;

    /// <summary>The first letter and the domain, <c>a•••@example.kz</c>; not even the letter where it is the whole local part.</summary>
    public static string Email(string? text)
    {
        var at = text?.LastIndexOf('@') ?? -1;
        if (at < 1 || !Rune.TryGetRuneAt(text!, 0, out var first))
        {
            return Hidden;
        }

        // A first letter that is all there is before the @ would be the whole address.
        var shown = first.Utf16SequenceLength < at ? first.ToString() : "";
        return $"{shown}{Hidden}{text![at..]}";
    }

    /// <summary>The form of a bank card of which the last four digits are known: <c>•••• 8988</c>.</summary>
    public static string Card(string lastFour) => $"•••• {lastFour}";

    /// <summary>The last two digits of a long number: <c>•••18</c>.</summary>
    public static string Digits(string? digits) => digits is { Length: > 4 } ? $"{Hidden}{digits[^2..]}" : Hidden;
}
