using System.Diagnostics.CodeAnalysis;

namespace ComplianceConsole.Domain.Identifiers;

/// <summary>An individual identification number: twelve digits. A wrong check digit is worth a warning, not a refusal.</summary>
public sealed record Iin
{
    private Iin(string value) => Value = value;

    /// <summary>The twelve digits.</summary>
    public string Value { get; }

    /// <summary>Whether the check digit is right.</summary>
    public bool CheckDigitHolds => NationalNumber.CheckDigitHolds(Value);

    /// <summary>Reads an IIN; outer white space does not matter.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Iin? iin, out NationalNumberProblem problem)
    {
        iin = NationalNumber.Digits(text) is { } digits ? new Iin(digits) : null;
        problem = iin is null ? NationalNumberProblem.NotTwelveDigits : NationalNumberProblem.None;
        return iin is not null;
    }

    /// <summary>A masked form, so that the number cannot slip into a log.</summary>
    public override string ToString() => Masking.Digits(Value);
}
