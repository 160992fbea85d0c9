using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PhoneNumbers;

namespace ComplianceConsole.Domain.Identifiers;

/// <summary>Why a text is no phone number.</summary>
public enum PhoneNumberProblem
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It holds something else than digits and the signs that group them, or no country has such numbers.</summary>
    NotAPhoneNumber,

    /// <summary>Too few digits for its country.</summary>
    TooShort,

    /// <summary>Too many digits for its country.</summary>
    TooLong,
}

/// <summary>A phone number of any country. Without a leading <c>+</c> it is read as one of Kazakhstan, where a trunk 8 becomes +7.</summary>
public sealed record PhoneNumber
{
    private const string HomeRegion = "KZ";
    private const int MaxLength = 40;

    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    private PhoneNumber(string value, int countryCode) => (Value, CountryCode) = (value, countryCode);

    /// <summary>The number in E.164: <c>+77710004717</c>.</summary>
    public string Value { get; }

    /// <summary>The calling code: 7 for Kazakhstan.</summary>
    public int CountryCode { get; }

    /// <summary>The form for those who may not see the number: <c>+7 ••• ••• 47 17</c>.</summary>
    public string Masked => Masking.Phone(this);

    /// <summary>Reads a number as people write it, with spaces, brackets, dots and hyphens.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PhoneNumber? phone, out PhoneNumberProblem problem)
    {
        phone = null;
        problem = PhoneNumberProblem.NotAPhoneNumber;
        var written = text?.Trim() ?? "";
        if (written.Length is 0 or > MaxLength || !written.All(IsPartOfNumber))
        {
            return false;
        }

        try
        {
            var parsed = Util.Parse(written, HomeRegion);
            problem = ProblemOf(Util.IsPossibleNumberWithReason(parsed));
            if (problem == PhoneNumberProblem.None)
            {
                phone = new PhoneNumber(Util.Format(parsed, PhoneNumberFormat.E164), parsed.CountryCode);
            }
        }
        catch (NumberParseException exception)
        {
            // The library's only way to say no.
            problem = exception.ErrorType switch
            {
                ErrorType.TOO_SHORT_AFTER_IDD or ErrorType.TOO_SHORT_NSN => PhoneNumberProblem.TooShort,
                ErrorType.TOO_LONG => PhoneNumberProblem.TooLong,
                ErrorType.INVALID_COUNTRY_CODE or ErrorType.NOT_A_NUMBER => PhoneNumberProblem.NotAPhoneNumber,
            };
        }

        return phone is not null;
    }

    /// <summary>A masked form, so that the number cannot slip into a log.</summary>
    public override string ToString() => Masked;

    private static bool IsPartOfNumber(char c) =>
        char.IsAsciiDigit(c) || c is '+' or '(' or ')' or '.' or '-' or '/' || char.GetUnicodeCategory(c) is
            UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation;

    private static PhoneNumberProblem ProblemOf(PhoneNumberUtil.ValidationResult result) => result switch
    {
        PhoneNumberUtil.ValidationResult.IS_POSSIBLE => PhoneNumberProblem.None,
        // Possible only when dialled inside its own town: not a number one can write down for the world.
        PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY or PhoneNumberUtil.ValidationResult.TOO_SHORT => PhoneNumberProblem.TooShort,
        PhoneNumberUtil.ValidationResult.TOO_LONG => PhoneNumberProblem.TooLong,
        PhoneNumberUtil.ValidationResult.INVALID_COUNTRY_CODE or PhoneNumberUtil.ValidationResult.INVALID_LENGTH =>
            PhoneNumberProblem.NotAPhoneNumber,
    };
}
