using System.Diagnostics.CodeAnalysis;

namespace ComplianceConsole.Domain.Identifiers;

/// <summary>A business identification number: twelve digits. Real registers hold such numbers with a wrong check digit: warn, keep.</summary>
public sealed record Bin
{
    private Bin(string value) => Value = value;

    /// <summary>The twelve digits.</summary>
    public string Value { get; }

    /// <summary>Whether the check digit is right.</summary>
    public bool CheckDigitHolds => NationalNumber.CheckDigitHolds(Value);

    /// <summary>Reads a BIN; outer white space does not matter.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Bin? bin, out NationalNumberProblem problem)
    {
        bin = NationalNumber.Digits(text) is { } digits ? new Bin(digits) : null;
        problem = bin is null ? NationalNumberProblem.NotTwelveDigits : NationalNumberProblem.None;
        return bin is not null;
    }

    /// <summary>A masked form, so that the number cannot slip into a log.</summary>
    public override string ToString() => Masking.Digits(Value);
}
