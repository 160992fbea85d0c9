using System.Text.RegularExpressions;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Features.Registers.Template;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Registers.SetUp;

/// <summary>What each answer of the set-up may be. The page asks step by step, the use case asks for all.</summary>
public static partial class SetUpRules
{
    private const int ShortText = 200;
    private const int PolicyLength = 200_000;

    /// <summary>Everything that is to be mended, in the order of the form.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="today">Today in Almaty: an order or a posting cannot be later.</param>
    public static IReadOnlyList<InvalidInput> Check(SetUpCommand command, LocalDate today) =>
        [.. Enum.GetValues<SetUpStep>().SelectMany(step => Check(command, step, today))];

    /// <summary>What is to be mended in one step.</summary>
    /// <inheritdoc cref="Check(SetUpCommand, LocalDate)"/>
    public static IReadOnlyList<InvalidInput> Check(SetUpCommand command, SetUpStep step, LocalDate today) =>
        [
            .. step switch
            {
                SetUpStep.Organisation => Of(command.Organisation),
                SetUpStep.Responsible => Of(command.Responsible, today),
                SetUpStep.Purposes => Of(command.Purposes, command.Fields),
                SetUpStep.Policy => Of(command.Policy, today),
            },
        ];

    /// <summary>Whether a BIN is twelve digits whose check digit is wrong: kept, but worth a warning.</summary>
    public static bool IsDoubtful(string bin) => FieldRules.Read(FieldCode.Bin, bin).Warnings.HasFlag(FieldWarnings.CheckDigit);

    /// <summary>The name of a purpose's input: <c>PurposeTitleEn-3.2.1</c>.</summary>
    internal static string NameOf(string input, string purpose) => input + "-" + purpose;

    /// <summary>The text as it is kept.</summary>
    internal static string Kept(string text) => TextCleaning.Clean(text).Value;

    /// <summary>The day of an ISO date; only for what was checked.</summary>
    internal static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static IEnumerable<InvalidInput> Of(OrganisationInput typed) =>
        [
            .. Needed("OrganisationNameEn", typed.NameEn), .. Needed("OrganisationNameRu", typed.NameRu), .. Needed("OrganisationNameKk", typed.NameKk),
            .. Read("OrganisationBin", FieldCode.Bin, typed.Bin, isNeeded: true),
            .. Needed("OrganisationAddressEn", typed.AddressEn), .. Needed("OrganisationAddressRu", typed.AddressRu), .. Needed("OrganisationAddressKk", typed.AddressKk),
            .. Read("OrganisationEmail", FieldCode.Email, typed.Email, isNeeded: true),
            .. Read("OrganisationPhone", FieldCode.Phone, typed.Phone, isNeeded: false),
            .. Website("OrganisationWebsite", typed.Website),
        ];

    private static IEnumerable<InvalidInput> Of(ResponsibleInput typed, LocalDate today) =>
        [
            .. Needed("ResponsibleName", typed.Name), .. Posts(typed.PostEn, typed.PostRu, typed.PostKk), .. Needed("OrderNumber", typed.OrderNumber),
            .. PastDay("OrderDate", typed.OrderDate, today),
            .. Read("ResponsibleEmail", FieldCode.Email, typed.Email, isNeeded: true),
            .. Read("ResponsiblePhone", FieldCode.Phone, typed.Phone, isNeeded: true),
        ];

    private static IEnumerable<InvalidInput> Of(IReadOnlyList<PurposeInput> purposes, IReadOnlyList<FieldChoice> fields)
    {
        if (purposes.Count == 0)
        {
            yield return new InvalidInput("Purposes", "Required");
        }

        var grounds = PolicyTemplate.Load().Grounds.Select(ground => ground.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var purpose in purposes)
        {
            foreach (var problem in Of(purpose, grounds))
            {
                yield return problem;
            }
        }

        var codes = purposes.Select(purpose => purpose.Code).ToHashSet(StringComparer.Ordinal);
        if (codes.Count != purposes.Count || codes.Any(code => !PurposeCode().IsMatch(code)))
        {
            yield return new InvalidInput("Purposes", "Unknown");
        }

        var fieldCodes = fields.Select(field => field.Code).ToHashSet(StringComparer.Ordinal);
        if (!fieldCodes.SetEquals(FieldCode.All) || fields.Any(field => field.Purposes.Any(code => !codes.Contains(code))))
        {
            yield return new InvalidInput("Fields", "Unknown");
        }
    }

    private static IEnumerable<InvalidInput> Of(PurposeInput purpose, HashSet<string> grounds) =>
        [
            .. Needed(NameOf("PurposeTitleEn", purpose), purpose.TitleEn),
            .. Needed(NameOf("PurposeTitleRu", purpose), purpose.TitleRu),
            .. Needed(NameOf("PurposeTitleKk", purpose), purpose.TitleKk),
            .. grounds.Contains(purpose.Ground) ? [] : (InvalidInput[])[new InvalidInput(NameOf("PurposeGround", purpose), "Choose")],
        ];

    /// <summary>What is to be mended in a post, in the three languages.</summary>
    internal static IEnumerable<InvalidInput> Posts(string en, string ru, string kk) =>
        [.. Needed("ResponsiblePostEn", en), .. Needed("ResponsiblePostRu", ru), .. Needed("ResponsiblePostKk", kk)];

    private static IEnumerable<InvalidInput> Of(PolicyInput typed, LocalDate today) =>
        [.. CodeOf(typed), .. PastDay("PolicyPosted", typed.Posted, today), .. TextsOf(typed)];

    /// <summary>What is to be mended in the code of a policy version.</summary>
    internal static IEnumerable<InvalidInput> CodeOf(PolicyInput typed) =>
        VersionCode().IsMatch(typed.Code.Trim()) ? [] : [new InvalidInput("PolicyCode", typed.Code.Trim().Length == 0 ? "Required" : "Format")];

    /// <summary>What is to be mended in the texts of a policy version: the three languages have the same clauses. Policy 10.2.</summary>
    internal static IEnumerable<InvalidInput> TextsOf(PolicyInput typed)
    {
        (string Name, string Text)[] texts = [("PolicyTextEn", typed.TextEn), ("PolicyTextRu", typed.TextRu), ("PolicyTextKk", typed.TextKk)];
        var english = PolicyText.Clauses(typed.TextEn);
        foreach (var (name, text) in texts)
        {
            var problems = Needed(name, text, PolicyLength).ToList();
            foreach (var problem in problems)
            {
                yield return problem;
            }

            if (problems.Count == 0 && !PolicyText.Clauses(text).SequenceEqual(english, StringComparer.Ordinal))
            {
                yield return new InvalidInput(name, "Clauses");
            }
        }
    }

    private static string NameOf(string input, PurposeInput purpose) => NameOf(input, purpose.Code);

    private static IEnumerable<InvalidInput> Needed(string name, string text, int limit = ShortText)
    {
        var kept = Kept(text);
        if (kept.Length == 0)
        {
            yield return new InvalidInput(name, "Required");
        }
        else if (kept.Length > limit)
        {
            yield return new InvalidInput(name, "TooLong", limit);
        }
    }

    private static IEnumerable<InvalidInput> Read(string name, string field, string text, bool isNeeded)
    {
        var read = FieldRules.Read(field, text);
        if (read.Problem != FieldProblem.None)
        {
            yield return new InvalidInput(name, read.Problem.ToString(), read.Problem == FieldProblem.TooLong ? FieldRules.MaxLength(field) : null);
        }
        else if (isNeeded && read.Value is null)
        {
            yield return new InvalidInput(name, "Required");
        }
    }

    private static IEnumerable<InvalidInput> Website(string name, string text)
    {
        var kept = Kept(text);
        if (kept.Length > 0 && !(Uri.TryCreate(kept, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return new InvalidInput(name, "Website");
        }
    }

    private static IEnumerable<InvalidInput> PastDay(string name, string text, LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new InvalidInput(name, "Required");
        }
        else if (!LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day))
        {
            yield return new InvalidInput(name, "Date");
        }
        else if (day > today)
        {
            yield return new InvalidInput(name, "InFuture");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionCode();

    [GeneratedRegex(@"^3\.2\.[1-9][0-9]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PurposeCode();
}
