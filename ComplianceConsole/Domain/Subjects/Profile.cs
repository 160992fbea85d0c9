using NodaTime;

namespace ComplianceConsole.Domain.Subjects;

/// <summary>Where a value came from.</summary>
public enum FieldSource
{
    /// <summary>Entered by the user at registration. Policy 4.2.1.</summary>
    Registration,

    /// <summary>Entered or changed by the user in "Company Data" or later. Policy 4.2.2.</summary>
    UserUpdate,

    /// <summary>Corrected here on evidence. Policy 9.3.</summary>
    Correction,
}

/// <summary>One value with its origin and the moment it last changed.</summary>
public sealed record FieldValue(string Value, FieldSource Source, Instant ChangedAt)
{
    /// <summary>Not the value, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(FieldValue);
}

/// <summary>Everything held about one subject: the document that is encrypted as a whole under the subject's key.</summary>
public sealed record Profile(ProfileFields Fields)
{
    /// <summary>A profile without a value.</summary>
    public static readonly Profile Empty = new(ProfileFields.Empty);

    /// <summary>The value of a field, or null where nothing is held.</summary>
    public string? this[string code] => Fields.TryGetValue(code, out var field) ? field.Value : null;

    /// <summary>Last and first name as one writes them.</summary>
    public string FullName => $"{this[FieldCode.LastName]} {this[FieldCode.FirstName]}".Trim();

    /// <summary>This profile with one value set, or taken away when <paramref name="value"/> is null.</summary>
    public Profile With(string code, string? value, FieldSource source, Instant at) =>
        new(value is null ? Fields.Without(code) : Fields.Set(code, new FieldValue(value, source, at)));

    /// <summary>Not the values, so that they cannot slip into a log.</summary>
    public override string ToString() => nameof(Profile);
}
