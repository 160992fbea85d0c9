using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Files;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Intake.Rows;

/// <summary>Turns records into rows: each value cleaned, checked and brought into the form in which it is kept. Keeps nothing of a row.</summary>
/// <param name="policyVersions">The codes of the policy versions posted.</param>
/// <param name="repeats">What the file has more than once.</param>
/// <param name="now">The moment of the import; nobody registered after it.</param>
internal sealed class RowReader(IReadOnlySet<string> policyVersions, RepeatedKeys repeats, Instant now)
{
    private static readonly OffsetDateTimePattern[] s_moments =
    [
        OffsetDateTimePattern.Rfc3339,
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<Z+HH:mm>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss;FFFFFFFFFo<Z+HHmm>"),
    ];

    private static readonly int s_registeredAt = ImportColumns.PlaceOf(ImportColumns.RegisteredAt);
    private static readonly int s_policyVersion = ImportColumns.PlaceOf(ImportColumns.PolicyVersion);
    private static readonly int s_newsletter = ImportColumns.PlaceOf(ImportColumns.Newsletter);

    /// <summary>Reads the present record.</summary>
    public ImportRow Read(IRecords records)
    {
        var row = new ImportRow(records.Number);
        if (!records.IsWellFormed)
        {
            row.Reject("", RowReason.Shape);
            return row;
        }

        for (var place = 0; place < ImportColumns.Fields.Count; place++)
        {
            ReadField(row, ImportColumns.Fields[place], records.Value(place));
        }

        RefuseRepeated(row, FileKeys.ExternalId, RowReason.ExternalIdRepeated);
        RefuseRepeated(row, FileKeys.Email, RowReason.EmailRepeated);
        ReadMoment(row, TextCleaning.Clean(records.Value(s_registeredAt)).Value);
        ReadPolicyVersion(row, TextCleaning.Clean(records.Value(s_policyVersion)).Value);
        ReadNewsletter(row, TextCleaning.Clean(records.Value(s_newsletter)).Value);
        return row;
    }

    private static void ReadField(ImportRow row, string code, string? text)
    {
        var read = FieldRules.Read(code, text);
        row[code] = read.Value;
        if (ReasonOf(read.Problem) is { } reason)
        {
            row.Reject(code, reason);
        }

        if (read.Warnings.HasFlag(FieldWarnings.ControlsRemoved))
        {
            row.Warn(code, RowReason.ControlsRemoved);
        }

        if (read.Warnings.HasFlag(FieldWarnings.CheckDigit))
        {
            row.Warn(code, RowReason.CheckDigit);
        }
    }

    private static RowReason? ReasonOf(FieldProblem problem) =>
        problem switch
        {
            FieldProblem.None => null,
            FieldProblem.Required => RowReason.Required,
            FieldProblem.TooLong => RowReason.TooLong,
            FieldProblem.Email => RowReason.Email,
            FieldProblem.Phone => RowReason.Phone,
            FieldProblem.Bin => RowReason.Bin,
            FieldProblem.Card => RowReason.Card,
            FieldProblem.Unknown => RowReason.UserType,
        };

    private void RefuseRepeated(ImportRow row, FileKeys key, RowReason reason)
    {
        if (row[key.Code] is not null && repeats.IsRepeated(row.Number, key))
        {
            row.Reject(key.Code, reason);
        }
    }

    private void ReadMoment(ImportRow row, string text)
    {
        if (text.Length == 0)
        {
            row.Reject(ImportColumns.RegisteredAt, RowReason.Required);
            return;
        }

        foreach (var pattern in s_moments)
        {
            if (pattern.Parse(text).TryGetValue(default, out var moment))
            {
                row.RegisteredAt = moment.ToInstant();
                if (row.RegisteredAt > now)
                {
                    row.Reject(ImportColumns.RegisteredAt, RowReason.InFuture);
                }

                return;
            }
        }

        row.Reject(ImportColumns.RegisteredAt, RowReason.Date);
    }

    private void ReadPolicyVersion(ImportRow row, string text)
    {
        row.PolicyVersion = text;
        if (text.Length == 0)
        {
            row.Reject(ImportColumns.PolicyVersion, RowReason.Required);
        }
        else if (!policyVersions.Contains(text))
        {
            row.Reject(ImportColumns.PolicyVersion, RowReason.PolicyVersion);
        }
    }

    // A wish that is not clearly written is none: consent is never guessed. Policy 3.2.4.
    private static void ReadNewsletter(ImportRow row, string text)
    {
        row.Newsletter = text.ToLowerInvariant() switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };
        if (row.Newsletter is null && text.Length > 0)
        {
            row.Warn(ImportColumns.Newsletter, RowReason.YesOrNo);
        }
    }
}
