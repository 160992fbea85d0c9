using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>A third party as it is typed.</summary>
public sealed record RecipientForm
{
    private const int LongestName = 200;
    private const int LongestAddress = 1_000;

    /// <summary>Its number; null for a new one.</summary>
    public long? Id { get; init; }

    /// <summary>The version that was shown, so that nobody's change is overwritten.</summary>
    public int Version { get; init; }
    public string? Name { get; init; }
    public string? Bin { get; init; }
    public string? Country { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public string? Language { get; init; }
    public string? Ground { get; init; }
    public string? ContractNumber { get; init; }
    public LocalDate? ContractDate { get; init; }
    public LocalDate? ContractUntil { get; init; }
    public IReadOnlyCollection<string> Purposes { get; init; } = [];
    public IReadOnlyCollection<string> Fields { get; init; } = [];

    /// <summary>What is to be mended, in the order of the form.</summary>
    internal IReadOnlyList<InvalidInput> Problems(RegisterSnapshot registers, Instant now)
    {
        var problems = new List<InvalidInput>();
        CheckText(problems, "RecipientName", Name, LongestName);
        if (Cleaned(Bin) is { Length: > 0 } bin && !Domain.Identifiers.Bin.TryParse(bin, out _, out _))
        {
            problems.Add(new InvalidInput("RecipientBin", "Bin"));
        }

        Check(problems, Countries.IsKnown(Country), "Country", "Choose");
        CheckText(problems, "RecipientEmail", Email, LongestName);
        if (Cleaned(Email).Length > 0 && !EmailAddress.TryParse(Cleaned(Email), out _, out _))
        {
            problems.Add(new InvalidInput("RecipientEmail", "Email"));
        }

        CheckText(problems, "RecipientAddress", Address, LongestAddress);
        Check(problems, Language is "en" or "ru" or "kk", "Language", "Choose");
        Check(problems, Ground is not null && registers.Grounds.ContainsKey(Ground), "PurposeGround", "Choose");
        CheckText(problems, "ContractNumber", ContractNumber, LongestName);
        Check(problems, ContractDate is not { } date || date <= AlmatyZone.DayOf(now), "ContractDate", "InFuture");
        if (ContractUntil is { } until && ContractDate is { } from && until < from)
        {
            problems.Add(new InvalidInput("ContractUntil", "TooEarly", from));
        }

        Check(problems, Purposes.Count > 0 && Purposes.All(code => registers.PurposeOf(code) is not null), "Purposes", "Choose");
        Check(problems, Fields.Count > 0, "Fields", "Choose");

        // Nobody receives what no purpose of theirs needs. Policy 6.1.
        Check(problems, Purposes.Count == 0 || Fields.All(code => IsNeeded(registers, code)), "Fields", "NotForRecipient");
        return problems;
    }

    /// <summary>Writes what was typed into a row.</summary>
    internal void WriteTo(RecipientRow row)
    {
        row.Name = Cleaned(Name);
        row.Bin = Cleaned(Bin) is { Length: > 0 } bin ? bin : null;
        row.Country = Country!;
        row.Email = Cleaned(Email);
        row.Address = Cleaned(Address);
        row.Language = Language!;
        row.Ground = Ground!;
        row.ContractNumber = Cleaned(ContractNumber);
        row.ContractDate = ContractDate;
        row.ContractUntil = ContractUntil;
        row.Purposes = string.Join(',', Purposes.Order(StringComparer.Ordinal));
        row.Fields = string.Join(',', TransferRules.Transferable.Where(field => Fields.Contains(field, StringComparer.Ordinal)));
        row.Version++;
    }

    private bool IsNeeded(RegisterSnapshot registers, string field) =>
        TransferRules.Transferable.Contains(field, StringComparer.Ordinal)
        && registers.FieldOf(field) is { } known
        && known.Purposes.Intersect(Purposes, StringComparer.Ordinal).Any();

    private static string Cleaned(string? text) => TextCleaning.Clean(text).Value;

    private static void Check(List<InvalidInput> problems, bool holds, string input, string problem)
    {
        if (!holds)
        {
            problems.Add(new InvalidInput(input, problem));
        }
    }

    private static void CheckText(List<InvalidInput> problems, string input, string? text, int longest)
    {
        var cleaned = Cleaned(text);
        if (cleaned.Length == 0 || cleaned.Length > longest)
        {
            problems.Add(cleaned.Length == 0 ? new InvalidInput(input, "Required") : new InvalidInput(input, "TooLong", longest));
        }
    }
}
