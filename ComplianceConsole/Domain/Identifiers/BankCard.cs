using System.Diagnostics.CodeAnalysis;

namespace ComplianceConsole.Domain.Identifiers;

/// <summary>Why a text is no bank card number.</summary>
public enum BankCardProblem
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Something else than 12 to 19 digits, which single spaces or hyphens may group.</summary>
    NotACardNumber,

    /// <summary>The check digit (Luhn) is wrong.</summary>
    WrongCheckDigit,
}

/// <summary>A bank card number. Only ever shown as its last four digits, never in a report. Policy 5.</summary>
public sealed record BankCard
{
    private const int MinDigits = 12;
    private const int MaxDigits = 19;

    private BankCard(string value) => Value = value;

    /// <summary>All the digits, without grouping; for the vault alone.</summary>
    public string Value { get; }

    /// <summary>The last four digits: all that is ever shown.</summary>
    public string LastFour => Value[^4..];

    /// <summary>The form that is shown: <c>•••• 8988</c>.</summary>
    public string Masked => Masking.Card(LastFour);

    /// <summary>Reads a card number.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BankCard? card, out BankCardProblem problem)
    {
        var digits = Digits(text.AsSpan().Trim());
        problem = digits is null ? BankCardProblem.NotACardNumber
            : !LuhnHolds(digits) ? BankCardProblem.WrongCheckDigit
            : BankCardProblem.None;
        card = problem == BankCardProblem.None ? new BankCard(digits!) : null;
        return card is not null;
    }

    /// <summary>The masked form, so that the number cannot slip into a log.</summary>
    public override string ToString() => Masked;

    private static string? Digits(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[MaxDigits];
        var count = 0;
        var afterDigit = false;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) && count < MaxDigits)
            {
                digits[count++] = c;
                afterDigit = true;
            }
            else if (c is ' ' or '-' or '\u00A0' && afterDigit)
            {
                afterDigit = false;
            }
            else
            {
                return null;
            }
        }

        return count >= MinDigits && afterDigit ? digits[..count].ToString() : null;
    }

    private static bool LuhnHolds(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
