using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Features.Subjects.Page;

/// <summary>Puts values beside what the register of fields says of them. Policy 5, 6.1.</summary>
internal static class FieldViews
{
    /// <summary>Every field of an opened record.</summary>
    public static IReadOnlyList<SubjectField> Of(OpenRecord record, RegisterSnapshot registers)
    {
        var shown = record.Shown;
        return [.. FieldCode.All.Select(code => Of(code, record.Held, shown, registers))];
    }

    private static SubjectField Of(string code, Profile held, Profile shown, RegisterSnapshot registers)
    {
        var value = shown.Fields.GetValueOrDefault(code);
        var entry = registers.FieldOf(code);
        var purposes = (entry?.Purposes ?? [])
            .Select(registers.PurposeOf)
            .OfType<Purpose>()
            .Select(purpose => new FieldPurpose(purpose.Code, purpose.Title, registers.Grounds.GetValueOrDefault(purpose.Ground)))
            .ToList();
        return new SubjectField(
            code,
            value?.Value,
            value is not null && !string.Equals(value.Value, held[code], StringComparison.Ordinal),
            value?.Source,
            value?.ChangedAt,
            purposes,
            entry?.Period,
            value is not null && purposes.Count == 0 && IsCollected(code, entry, registers));
    }

    // The account's own marks are no fields of clause 5 unless the register lists them; before the set-up nothing can be said.
    private static bool IsCollected(string code, Field? entry, RegisterSnapshot registers) =>
        registers.Fields.Count > 0 && (entry is not null || FieldGroups.Of(code) != FieldGroup.Account);
}
