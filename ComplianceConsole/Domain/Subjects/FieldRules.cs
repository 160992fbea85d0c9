using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Names;

namespace ComplianceConsole.Domain.Subjects;

/// <summary>Why a text cannot be the value of a field. The names are the keys of the sentences for <see cref="Results.InvalidInput"/>.</summary>
public enum FieldProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Nothing was written where something is needed.</summary>
    Required,

    /// <summary>Longer than <see cref="FieldRules.MaxLength"/>.</summary>
    TooLong,

    /// <summary>No e-mail address.</summary>
    Email,

    /// <summary>No phone number of any country.</summary>
    Phone,

    /// <summary>Not twelve digits.</summary>
    Bin,

    /// <summary>No bank card number, or a wrong check digit.</summary>
    Card,

    /// <summary>None of the choices.</summary>
    Unknown,
}

/// <summary>What is worth a warning but keeps no value out.</summary>
[Flags]
public enum FieldWarnings
{
    None = 0,

    /// <summary>Controls that nobody types on purpose were taken out.</summary>
    ControlsRemoved = 1,

    /// <summary>The check digit of a BIN is wrong; real registers hold such numbers.</summary>
    CheckDigit = 2,
}

/// <summary>A text read as the value of a field.</summary>
/// <param name="Value">The value in the form in which it is kept; null where nothing is to be held or there is a problem.</param>
/// <param name="Problem">Why it cannot be kept.</param>
/// <param name="Warnings">What is worth telling though it is kept.</param>
public readonly record struct FieldReading(string? Value, FieldProblem Problem, FieldWarnings Warnings)
{
    /// <summary>The problem alone: a personal value does not slip into a log.</summary>
    public override string ToString() => Problem.ToString();
}

/// <summary>What each field of clause 5 may hold; the same for an import, a correction and any other way in. Policy 5.</summary>
public static class FieldRules
{
    private const int LongText = 4_000;
    private const int ShortText = 200;

    /// <summary>How many characters a field may hold.</summary>
    public static int MaxLength(string code) => code is FieldCode.Activity or FieldCode.LegalAddress ? LongText : ShortText;

    /// <summary>Whether a record cannot be without it.</summary>
    public static bool IsRequired(string code) =>
        code is FieldCode.ExternalId or FieldCode.LastName or FieldCode.FirstName or FieldCode.Email or FieldCode.UserType;

    /// <summary>
    /// Reads a text as the value of a field: cleaned, and in the one form in which it is kept (a phone number in E.164, a card as digits).
    /// An empty text is no value.
    /// </summary>
    /// <param name="code">The field, one of <see cref="FieldCode.All"/>.</param>
    /// <param name="text">What was written.</param>
    public static FieldReading Read(string code, string? text)
    {
        var cleaned = TextCleaning.Clean(text);
        var warnings = cleaned.ControlsRemoved ? FieldWarnings.ControlsRemoved : FieldWarnings.None;
        if (cleaned.Value.Length == 0)
        {
            return new FieldReading(null, IsRequired(code) ? FieldProblem.Required : FieldProblem.None, warnings);
        }

        if (IsLongerThan(cleaned.Value, MaxLength(code)))
        {
            return new FieldReading(null, FieldProblem.TooLong, warnings);
        }

        var read = Parse(code, cleaned.Value);
        return read with { Warnings = read.Warnings | warnings };
    }

    private static FieldReading Parse(string code, string text) =>
        code switch
        {
            FieldCode.Email => EmailAddress.TryParse(text, out var email, out _) ? Kept(email.Value) : Refused(FieldProblem.Email),
            FieldCode.Phone => PhoneNumber.TryParse(text, out var phone, out _) ? Kept(phone.Value) : Refused(FieldProblem.Phone),
            FieldCode.Bin => Bin.TryParse(text, out var bin, out _)
                ? Kept(bin.Value, bin.CheckDigitHolds ? FieldWarnings.None : FieldWarnings.CheckDigit)
                : Refused(FieldProblem.Bin),
            FieldCode.BankCardNumber => BankCard.TryParse(text, out var card, out _) ? Kept(card.Value) : Refused(FieldProblem.Card),
            FieldCode.UserType => UserTypeCodes.TryParse(text, out var type) ? Kept(type.Code()) : Refused(FieldProblem.Unknown),
            _ => Kept(text),
        };

    private static FieldReading Kept(string value, FieldWarnings warnings = FieldWarnings.None) =>
        new(value, FieldProblem.None, warnings);

    private static FieldReading Refused(FieldProblem problem) => new(null, problem, FieldWarnings.None);

    // A character is what a person counts as one sign of the alphabet, not half of an emoji.
    private static bool IsLongerThan(string text, int limit) => text.Length > limit && text.EnumerateRunes().Count() > limit;
}
