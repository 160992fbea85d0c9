namespace ComplianceConsole.Domain.Identifiers;

/// <summary>Why a text is no BIN or IIN.</summary>
public enum NationalNumberProblem
{
    /// <summary>It is one, be its check digit right or wrong.</summary>
    None,

    /// <summary>Not exactly twelve digits.</summary>
    NotTwelveDigits,
}

/// <summary>What BIN and IIN have in common: twelve digits, the last of them a check digit.</summary>
internal static class NationalNumber
{
    private const int Length = 12;

    private static ReadOnlySpan<byte> FirstWeights => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    private static ReadOnlySpan<byte> SecondWeights => [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

    /// <summary>The twelve digits of <paramref name="text"/> without outer white space, or <c>null</c>.</summary>
    internal static string? Digits(string? text)
    {
        var digits = text.AsSpan().Trim();
        return digits.Length == Length && !digits.ContainsAnyExceptInRange('0', '9') ? digits.ToString() : null;
    }

    /// <summary>
    /// Whether the last digit follows from the first eleven: weights 1 to 11, sum modulo 11; where that is 10, the second weights; where
    /// it is 10 again, there is no such number.
    /// </summary>
    internal static bool CheckDigitHolds(string digits)
    {
        var check = Remainder(digits, FirstWeights);
        if (check == 10)
        {
            check = Remainder(digits, SecondWeights);
        }

        return check == digits[^1] - '0';
    }

    private static int Remainder(string digits, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * (digits[i] - '0');
        }

        return sum % 11;
    }
}
