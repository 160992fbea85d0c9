using System.Text.Json;

namespace ComplianceConsole.Commands.Demo;

/// <summary>A surname as men and women bear it, in Cyrillic and in Latin letters.</summary>
public sealed record DemoSurname(string Male, string Female, string MaleLatin, string FemaleLatin);

/// <summary>A first name in Cyrillic and in Latin letters.</summary>
public sealed record DemoFirstName(string Name, string Latin);

/// <summary>A third party: an organisation that nobody runs.</summary>
public sealed record DemoPartner(
    string Name,
    string Country,
    string Email,
    string Address,
    string Language,
    string Contract,
    int Years,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<string> Fields);

/// <summary>The invented words the demonstration is made of. Texts of three languages stand in the order English, Russian, Kazakh.</summary>
public sealed record DemoStory(
    IReadOnlyList<DemoSurname> Surnames,
    IReadOnlyList<DemoFirstName> Women,
    IReadOnlyList<DemoFirstName> Men,
    IReadOnlyList<string> Organisations,
    IReadOnlyList<string> Posts,
    IReadOnlyList<string> Activities,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> DisclosureTexts,
    IReadOnlyList<string> WithdrawalTexts,
    IReadOnlyList<string> ComplaintTexts,
    IReadOnlyList<string> CorrectionTexts,
    IReadOnlyList<string> OtherTexts,
    IReadOnlyList<string> Answers,
    IReadOnlyList<string> Refusals,
    IReadOnlyList<string> RefusalsToKeep,
    IReadOnlyList<string> Unconfirmed,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> DestructionTexts,
    IReadOnlyList<string> BlockReasons,
    IReadOnlyList<string> UnblockReasons,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<string> WithdrawalLetters,
    IReadOnlyList<DemoPartner> Partners,
    string ConsentProof)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Reads the words that travel inside the assembly.</summary>
    public static DemoStory Load()
    {
        using var stream =
            typeof(DemoStory).Assembly.GetManifestResourceStream("demo-story.json")
            ?? throw new InvalidOperationException("The demonstration's words are not in the assembly.");
        return JsonSerializer.Deserialize<DemoStory>(stream, Options)
            ?? throw new InvalidOperationException("The demonstration's words are empty.");
    }
}
