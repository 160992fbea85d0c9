using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Identifiers;

namespace ComplianceConsole.Domain.Subjects;

/// <summary>What of a profile each clearance is shown. Policy 5, 7.1.</summary>
public static class ProfileMasking
{
    private const int ShortestCard = 8;

    /// <summary>The profile as the clearance may see it: the card is never more than its last four digits.</summary>
    public static Profile For(Clearance clearance, Profile profile) =>
        clearance == Clearance.None
            ? Profile.Empty
            : new Profile(
                profile.Fields.Select((code, field) =>
                {
                    var shown = Mask(clearance, code, field.Value);
                    return ReferenceEquals(shown, field.Value) ? field : field with { Value = shown };
                }));

    /// <summary>One value as the clearance may see it.</summary>
    public static string Mask(Clearance clearance, string code, string value) =>
        (clearance, code) switch
        {
            (Clearance.None, _) => Masking.Hidden,
            (_, FieldCode.BankCardNumber) => clearance == Clearance.Full && value.Length >= ShortestCard ? Masking.Card(value[^4..]) : Masking.Hidden,
            (Clearance.Full, _) => value,
            (_, FieldCode.LastName or FieldCode.FirstName or FieldCode.UserType) => value,
            (_, FieldCode.Email) => Masking.Email(value),
            (_, FieldCode.Phone) => Masking.Phone(value),
            _ => Masking.Hidden,
        };
}
