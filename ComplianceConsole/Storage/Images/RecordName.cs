using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Storage.Images;

/// <summary>A row of the records as the ledger names it.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key in the table.</param>
public readonly record struct RecordName(string Table, string Key)
{
    private const string OfSubjects = nameof(RecordsContext.Subjects);

    /// <summary>The number the key begins with; 0 where it begins with none. The rows of one subject, and those of one request, have the same.</summary>
    public long Number => NumberOf(Key);

    /// <summary>Whether it is a subject's own row.</summary>
    public bool IsSubject => string.Equals(Table, OfSubjects, StringComparison.Ordinal);

    /// <summary><c>subject S-0000042</c>, or table and key: <c>BlockEvents 42/3</c>.</summary>
    public override string ToString() => IsSubject ? $"subject {new SubjectId(Number)}" : $"{Table} {Key}";

    private static long NumberOf(ReadOnlySpan<char> key)
    {
        var number = 0L;
        foreach (var letter in key)
        {
            if (!char.IsAsciiDigit(letter) || number > long.MaxValue / 100)
            {
                break;
            }

            number = (10 * number) + (letter - '0');
        }

        return number;
    }
}
