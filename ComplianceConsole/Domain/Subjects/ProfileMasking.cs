using System.Text;
using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Domain.Subjects;

/// <summary>What of a profile each clearance is shown. Policy 5, 7.1.</summary>
public static class ProfileMasking
{
    private const string Hidden = "•••";
    private const int ShortestCard = 8;
    private const int ShortestPhone = 10;

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
            (Clearance.None, _) => Hidden,
            (_, FieldCode.BankCardNumber) => clearance == Clearance.Full && value.Length >= ShortestCard ? "•••• " + value[^4..] : Hidden,
            (Clearance.Full, _) => value,
            (_, FieldCode.LastName or FieldCode.FirstName or FieldCode.UserType) => value,
            (_, FieldCode.Email) => MaskEmail(value),
            (_, FieldCode.Phone) => MaskPhone(value),
            _ => Hidden,
        };

    private static string MaskEmail(string value)
    {
        var at = value.LastIndexOf('@');
        if (at < 1 || !Rune.TryGetRuneAt(value, 0, out var first))
        {
            return Hidden;
        }

        // A first letter that is all there is before the @ would be the whole address.
        var shown = first.Utf16SequenceLength < at ? first.Utf16SequenceLength : 0;
        return string.Concat(value.AsSpan(0, shown), Hidden, value.AsSpan(at));
    }

    private static string MaskPhone(string value) =>
        value.Length >= ShortestPhone ? string.Concat(value.AsSpan(0, 2), " ••• ••• ", value.AsSpan(value.Length - 4)) : Hidden;
}
