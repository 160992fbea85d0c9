using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>Turns a duty whose clock runs into its row, and back: the row keeps trigger and terms, the counting is done again.</summary>
public static class DutyClock
{
    /// <summary>The row of a duty.</summary>
    /// <param name="duty">The duty, its clock set going.</param>
    /// <param name="requestId">The request it answers; null where it answers none.</param>
    /// <param name="subjectId">The subject it concerns; null while nobody is held.</param>
    /// <param name="incidentId">The incident it reports; null for every other duty.</param>
    /// <param name="afterId">The duty whose missed day set it going. Policy 9.8.</param>
    /// <param name="policyVersion">The version of the policy whose terms it runs under; null before the first was posted. Policy 10.</param>
    public static DutyRow ToRow(
        this Duty duty, long? requestId, long? subjectId, long? incidentId = null, long? afterId = null, string? policyVersion = null)
    {
        var (rule, leading) = (duty.Rule, duty.Leading);
        return new DutyRow
        {
            RequestId = requestId,
            SubjectId = subjectId,
            IncidentId = incidentId,
            AfterId = afterId,
            PolicyVersion = policyVersion,
            Kind = rule.Kind.Code(),
            Clause = rule.Clauses.IsEmpty ? "Law " + rule.LawArticle : rule.Clauses[0],
            TriggerAt = leading.Trigger ?? AlmatyZone.StartOf(leading.TriggerDay),
            Term = (rule.PolicyTerm ?? rule.LawTerm)!.ToString(),
            LegalTerm = rule.PolicyTerm is null ? null : rule.LawTerm?.ToString(),
            DueDay = leading.DueDay,
            TargetDay = leading.TargetDay,
            DueBefore = leading.DueBefore,
            Provisional = leading.IsProvisional,
        };
    }

    /// <summary>The duty of a row, counted again on a calendar under the terms it began with.</summary>
    /// <exception cref="Vault.StoreException">The row names a duty or a term that does not exist.</exception>
    public static Duty ToDuty(this DutyRow row, WorkingCalendar calendar)
    {
        if (!DutyKindCodes.TryParse(row.Kind, out var kind))
        {
            throw new Vault.StoreException($"The records hold a duty of an unknown kind, '{row.Kind}'.");
        }

        var template = DutyCatalogue.OfThePolicy[kind];
        var isOfTheLaw = row.LegalTerm is null && template.PolicyTerm is null;
        var clauses = template.Clauses.IsEmpty || template.Clauses.Contains(row.Clause, StringComparer.Ordinal) ? template.Clauses : [row.Clause];
        var rule = isOfTheLaw
            ? template with { LawTerm = Read(row.Term), Clauses = clauses }
            : template with
            {
                PolicyTerm = Read(row.Term),
                IsAtOnce = false,
                LawTerm = row.LegalTerm is { } legal ? Read(legal) : null,
                Clauses = clauses,
            };
        return rule.Trigger == DutyTrigger.DestructionMissed
            ? Duty.StartFromMissedDay(rule, AlmatyZone.DayOf(row.TriggerAt), calendar)
            : Duty.Start(rule, row.TriggerAt, calendar);
    }

    /// <summary>The duty of a row with what its clock shows.</summary>
    public static DutyReading Read(this DutyRow row, WorkingCalendar calendar, Instant now)
    {
        var duty = row.ToDuty(calendar);
        return new DutyReading(duty, ClockReading.Read(duty.Leading, now, calendar, row.EndedAt), row.EndedAt) { Id = row.Id };
    }

    private static Term Read(string text) =>
        Term.TryParse(text, out var term, out _) ? term : throw new Vault.StoreException($"The records hold a term that cannot be read, '{text}'.");
}
