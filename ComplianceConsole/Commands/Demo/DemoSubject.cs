using System.Globalization;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Files;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Commands.Demo;

/// <summary>An invented registered user, as a row of the export. The domain of every address is one that belongs to nobody.</summary>
/// <param name="Fields">Values by column.</param>
/// <param name="RegisteredAt">When the user registered.</param>
public sealed record DemoSubject(IReadOnlyDictionary<string, string> Fields, Instant RegisteredAt)
{
    /// <summary>The identifier on the Internet resource.</summary>
    public string ExternalId => Fields[FieldCode.ExternalId];

    /// <summary>Last and first name.</summary>
    public string Name => $"{Fields[FieldCode.LastName]} {Fields[FieldCode.FirstName]}";

    /// <summary>The address.</summary>
    public string Email => Fields[FieldCode.Email];

    /// <summary>This user after changing one value.</summary>
    public DemoSubject With(string code, string value) =>
        this with { Fields = new Dictionary<string, string>(Fields, StringComparer.Ordinal) { [code] = value } };
}

/// <summary>Invents registered users.</summary>
public sealed class DemoSubjects(DemoStory story, DemoDice dice)
{
    private static readonly string[] s_types = ["enterprise", "enterprise", "it-company", "it-company", "research-institute"];

    /// <summary>Invents one.</summary>
    /// <param name="number">The user's number on the resource.</param>
    /// <param name="registeredAt">When the user registered.</param>
    /// <param name="version">The policy version consented to.</param>
    public DemoSubject Invent(int number, Instant registeredAt, string version)
    {
        var isWoman = dice.Happens(50);
        var isLatin = dice.Happens(20);
        var surname = dice.OneOf(story.Surnames);
        var first = dice.OneOf(isWoman ? story.Women : story.Men);
        var latin = isWoman ? surname.FemaleLatin : surname.MaleLatin;
        var cyrillic = isWoman ? surname.Female : surname.Male;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FieldCode.ExternalId] = string.Create(CultureInfo.InvariantCulture, $"demo-{number:D5}"),
            [FieldCode.LastName] = isLatin ? latin : cyrillic,
            [FieldCode.FirstName] = isLatin ? first.Latin : first.Name,
            [FieldCode.Email] = string.Create(CultureInfo.InvariantCulture, $"{first.Latin}.{latin}{number}@example.kz").ToLowerInvariant(),
            [FieldCode.Phone] = Phone(number),
            [FieldCode.PlaceOfWork] = dice.OneOf(story.Organisations),
            [FieldCode.Post] = dice.OneOf(story.Posts),
            [FieldCode.UserType] = dice.OneOf(s_types),
            [ImportColumns.RegisteredAt] = OffsetDateTimePattern.Rfc3339.Format(registeredAt.InZone(Domain.Time.AlmatyZone.Zone).ToOffsetDateTime()),
            [ImportColumns.PolicyVersion] = version,
            [ImportColumns.Newsletter] = dice.Happens(45) ? "yes" : "no",
        };
        AddCompany(fields, number);
        return new DemoSubject(fields, registeredAt);
    }

    /// <summary>Another phone number for a user.</summary>
    public static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"+7701{number:D7}");

    private void AddCompany(Dictionary<string, string> fields, int number)
    {
        if (dice.Happens(30))
        {
            fields[FieldCode.BankCardNumber] = Card(number);
        }

        if (dice.Happens(75))
        {
            fields[FieldCode.Organization] = dice.OneOf(story.Organisations);
            fields[FieldCode.Bin] = BinOf(number);
            fields[FieldCode.Activity] = dice.OneOf(story.Activities);
            fields[FieldCode.LegalAddress] = string.Format(CultureInfo.InvariantCulture, dice.OneOf(story.Addresses), dice.Below(90) + 1);
            fields[FieldCode.Website] = dice.Happens(40) ? string.Create(CultureInfo.InvariantCulture, $"https://company{number}.example.kz") : "";
        }
    }

    // The twelfth digit is the one that makes the number valid; a few beginnings have none and take the next.
    private static string BinOf(int number)
    {
        for (var serial = number; ; serial += 1_000)
        {
            var beginning = string.Create(CultureInfo.InvariantCulture, $"{(serial % 12) + 13:D2}{(serial % 12) + 1:D2}40{99_000 + (serial % 1_000):D5}");
            for (var digit = 0; digit <= 9; digit++)
            {
                if (Bin.TryParse(string.Create(CultureInfo.InvariantCulture, $"{beginning}{digit}"), out var bin, out _) && bin.CheckDigitHolds)
                {
                    return bin.Value;
                }
            }
        }
    }

    // A range that no bank issues.
    private static string Card(int number)
    {
        var beginning = string.Create(CultureInfo.InvariantCulture, $"40000099{number:D7}");
        return Enumerable.Range(0, 10)
            .Select(digit => string.Create(CultureInfo.InvariantCulture, $"{beginning}{digit}"))
            .First(card => BankCard.TryParse(card, out _, out _));
    }
}
