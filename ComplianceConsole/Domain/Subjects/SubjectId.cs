using System.Globalization;

namespace ComplianceConsole.Domain.Subjects;

/// <summary>A subject's number: opaque, given once, never given again. Written <c>S-0000042</c>.</summary>
public readonly record struct SubjectId(long Number)
{
    /// <summary>Reads <c>S-0000042</c>, <c>s-42</c> or <c>42</c>.</summary>
    public static bool TryParse(string? text, out SubjectId id)
    {
        id = default;
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith("S-", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= 0)
        {
            return false;
        }

        id = new SubjectId(number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"S-{Number:D7}");
}
