using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Domain.Subjects;

/// <summary>What of a profile each clearance is shown. Policy 5, 7.1.</summary>
public static class ProfileMasking
{
    private const string Hidden = "•••";

    /// <summary>The profile as the clearance may see it: the card is never more than its last four digits.</summary>
    public static Profile For(Clearance clearance, Profile profile) =>
        clearance == Clearance.None
            ? Profile.Empty
            : profile with
            {
                Fields = profile.Fields.SetItems(
                    profile.Fields.Select(pair => KeyValuePair.Create(
                        pair.Key, pair.Value with { Value = Mask(clearance, pair.Key, pair.Value.Value) }))),
            };

    /// <summary>One value as the clearance may see it.</summary>
    public static string Mask(Clearance clearance, string code, string value) =>
        (clearance, code) switch
        {
            (Clearance.None, _) => Hidden,
            (_, FieldCode.BankCardNumber) => clearance == Clearance.Full ? "•••• " + value[^Math.Min(4, value.Length)..] : Hidden,
            (Clearance.Full, _) => value,
            (_, FieldCode.LastName or FieldCode.FirstName or FieldCode.UserType) => value,
            (_, FieldCode.Email) => MaskEmail(value),
            (_, FieldCode.Phone) => MaskPhone(value),
            _ => Hidden,
        };

    private static string MaskEmail(string value)
    {
        var at = value.LastIndexOf('@');
        return at > 0 ? string.Concat(value.AsSpan(0, 1), Hidden, value.AsSpan(at)) : Hidden;
    }

    private static string MaskPhone(string value) =>
        value.Length > 6 ? string.Concat(value.AsSpan(0, 2), " ••• ••• ", value.AsSpan(value.Length - 4)) : Hidden;
}
