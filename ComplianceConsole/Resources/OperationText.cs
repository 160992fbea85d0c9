using System.Globalization;

namespace ComplianceConsole.Resources;

/// <summary>What a person reads for the name of a use case in the ledger: <c>subject.read</c>.</summary>
public static class OperationText
{
    private static readonly TextFamily s_operations = new(nameof(OperationText));

    /// <summary>The names of the use cases that have words.</summary>
    public static IReadOnlyList<string> All { get; } = s_operations.Keys();

    /// <summary>The words of a use case in the reader's language, or in <paramref name="culture"/>; null for one that has none.</summary>
    public static string? Find(string operation, CultureInfo? culture = null) => s_operations.Find(operation, culture);

    /// <summary>The words, or the name itself where there are none.</summary>
    public static string Of(string operation, CultureInfo? culture = null) => Find(operation, culture) ?? operation;
}
