using System.Globalization;
using System.Runtime.InteropServices;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Intake;

/// <summary>What an import takes from the registers: which purposes each act of consent covers, and what proves it. Policy 3.2, 4.2.</summary>
/// <param name="registers">The registers.</param>
/// <param name="fileName">The file's name; it stands in the proof.</param>
/// <param name="digest">SHA-256 of the file; it stands in the proof.</param>
/// <param name="now">The moment of the import.</param>
internal sealed class ImportTerms(RegisterSnapshot registers, string fileName, string digest, Instant now)
{
    /// <summary>The purpose of newsletters. Policy 3.2.4.</summary>
    private const string NewsletterPurpose = "3.2.4";

    private static readonly IReadOnlyList<string> s_newsletter = [NewsletterPurpose];

    private readonly IReadOnlyList<string> _registration =
        [.. registers.Purposes.Select(purpose => purpose.Code).Where(IsNotNewsletter)];

    private readonly IReadOnlyList<string> _companyData = CompanyPurposes(registers);

    /// <summary>The moment of the import.</summary>
    public Instant Now => now;

    /// <summary>Whether one policy version was posted after another. Policy 10.2.</summary>
    public bool IsLater(string version, string than) => PostedAt(version) > PostedAt(than);

    /// <summary>The subject a row makes: a profile, and the consents given by registering. Policy 4.2.1, 4.2.2.</summary>
    public NewSubject SubjectOf(ImportRow row)
    {
        var fields = new List<KeyValuePair<string, FieldValue>>(Files.ImportColumns.Fields.Count);
        foreach (var code in Files.ImportColumns.Fields)
        {
            if (row[code] is { } value)
            {
                fields.Add(KeyValuePair.Create(code, new FieldValue(value, FieldSource.Registration, row.RegisteredAt)));
            }
        }

        var proof = ProofOf(row);
        ConsentEvent Given(ConsentAct act) => Event(row, act, ConsentEventKind.Given, row.RegisteredAt, proof);
        var consents = new List<ConsentEvent>(3) { Given(ConsentAct.Registration), Given(ConsentAct.CompanyData) };
        if (row.Newsletter == true)
        {
            consents.Add(Given(ConsentAct.Newsletter));
        }

        return new NewSubject(new Profile(ProfileFields.Of(CollectionsMarshal.AsSpan(fields))), row.PolicyVersion, consents, now);
    }

    /// <summary>An event of consent that a row speaks of.</summary>
    public ConsentEvent Event(ImportRow row, ConsentAct act, ConsentEventKind kind, Instant at) =>
        Event(row, act, kind, at, ProofOf(row));

    private ConsentEvent Event(ImportRow row, ConsentAct act, ConsentEventKind kind, Instant at, string proof) =>
        new(at, act, kind, row.PolicyVersion, Channel.Resource, PurposesOf(act), proof);

    private string ProofOf(ImportRow row) => string.Create(CultureInfo.InvariantCulture, $"{fileName} #{row.Number}, SHA-256 {digest}");

    private Instant PostedAt(string version) =>
        registers.PolicyVersions.FirstOrDefault(one => string.Equals(one.Code, version, StringComparison.Ordinal))?.PostedAt ?? Instant.MinValue;

    private IReadOnlyList<string> PurposesOf(ConsentAct act) =>
        act switch
        {
            ConsentAct.Registration or ConsentAct.UseOfResource => _registration,
            ConsentAct.CompanyData => _companyData,
            ConsentAct.Newsletter => s_newsletter,
        };

    // The purposes for which the fields of "Company Data" are collected; where the register of fields is silent, those of registering.
    private static IReadOnlyList<string> CompanyPurposes(RegisterSnapshot registers)
    {
        var needed = FieldCode.All
            .Where(code => FieldGroups.Of(code) == FieldGroup.Company)
            .SelectMany(code => registers.FieldOf(code)?.Purposes ?? [])
            .Where(IsNotNewsletter)
            .ToHashSet(StringComparer.Ordinal);
        var all = registers.Purposes.Select(purpose => purpose.Code).Where(IsNotNewsletter);
        return [.. all.Where(code => needed.Count == 0 || needed.Contains(code))];
    }

    private static bool IsNotNewsletter(string code) => !string.Equals(code, NewsletterPurpose, StringComparison.Ordinal);
}
