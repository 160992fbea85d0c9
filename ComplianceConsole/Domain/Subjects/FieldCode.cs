namespace ComplianceConsole.Domain.Subjects;

/// <summary>The codes of the fields the policy lists, as they stand in files, forms and the register of fields. Policy 5.</summary>
public static class FieldCode
{
    public const string ExternalId = "external_id";
    public const string LastName = "last_name";
    public const string FirstName = "first_name";
    public const string Phone = "phone";
    public const string Email = "email";

    /// <summary>Only that a password exists and when it was set; the password itself is never stored here.</summary>
    public const string PasswordSet = "password_set";
    public const string PlaceOfWork = "place_of_work";
    public const string Post = "post";
    public const string BankCardNumber = "bank_card_number";
    public const string Bin = "bin";
    public const string Organization = "organization";
    public const string Activity = "activity";
    public const string UserType = "user_type";
    public const string LegalAddress = "legal_address";
    public const string Website = "website";

    /// <summary>The person a legal representative registered for. Policy 4.1.1.</summary>
    public const string RepresentativeOf = "representative_of";

    /// <summary>Every field in the order of clause 5.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        ExternalId, LastName, FirstName, Phone, Email, PasswordSet, PlaceOfWork, Post, BankCardNumber,
        Bin, Organization, Activity, UserType, LegalAddress, Website, RepresentativeOf,
    ];

    /// <summary>Fields that the responsible person may correct on evidence. Policy 9.3.</summary>
    public static readonly IReadOnlyList<string> Correctable =
        [.. All.Where(code => code is not (ExternalId or PasswordSet or RepresentativeOf))];
}

/// <summary>How the fields of clause 5 are grouped on a page and in a report.</summary>
public enum FieldGroup
{
    /// <summary>Who the person is and how to reach them.</summary>
    Person,

    /// <summary>Where the person works.</summary>
    Work,

    /// <summary>What was entered in "Company Data". Policy 4.2.2.</summary>
    Company,

    /// <summary>Bank card.</summary>
    Payment,

    /// <summary>Account and its origin.</summary>
    Account,
}

/// <summary>What is known of a field without its register entry.</summary>
public static class FieldGroups
{
    /// <summary>The group of a field's code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is none of <see cref="FieldCode.All"/>.</exception>
    public static FieldGroup Of(string code) =>
        code switch
        {
            FieldCode.LastName or FieldCode.FirstName or FieldCode.Phone or FieldCode.Email => FieldGroup.Person,
            FieldCode.PlaceOfWork or FieldCode.Post => FieldGroup.Work,
            FieldCode.Bin or FieldCode.Organization or FieldCode.Activity or FieldCode.UserType
                or FieldCode.LegalAddress or FieldCode.Website => FieldGroup.Company,
            FieldCode.BankCardNumber => FieldGroup.Payment,
            FieldCode.ExternalId or FieldCode.PasswordSet or FieldCode.RepresentativeOf => FieldGroup.Account,
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such field."),
        };
}
