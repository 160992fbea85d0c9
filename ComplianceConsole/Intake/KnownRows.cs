using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Intake;

/// <summary>A row with the subject that its external id names.</summary>
internal readonly record struct Match(ImportRow Row, long Subject);

/// <summary>What became of rows whose subject is known.</summary>
/// <param name="Changed">How many records were changed, or would be.</param>
/// <param name="Missing">Rows whose subject is known by its identifier alone: a crash left a key without a record.</param>
internal sealed record KnownOutcome(int Changed, IReadOnlyList<ImportRow> Missing);

/// <summary>
/// Takes in rows of subjects who are held already: one transaction for up to <see cref="Operation.MostSubjectsAnEntry"/> of them, with an
/// entry for the comparison, one for the changes and one for attempts on blocked records. A dry run does all but write.
/// </summary>
internal sealed class KnownRows(Operation operation, Keyring keyring, Actor actor, ImportTerms terms, ScratchFolder scratch, bool dryRun) : IDisposable
{
    private static readonly HashSet<(string, string?)> s_nothing = [];

    /// <summary>E-mails that were given up in this run: they belonged to somebody when it began, so nobody takes them in the same file.</summary>
    public GivenUpEmails GivenUp { get; } = new(scratch);

    /// <summary>Takes the rows in; each is rejected or warned of where that is due.</summary>
    public Task<Result<KnownOutcome>> TakeInAsync(IReadOnlyList<Match> matches, CancellationToken cancellation) =>
        dryRun
            ? operation.ReadAsync<KnownOutcome>(actor, Right.Import, ImportSubjects.DryRunName, (scope, stop) => RunAsync(scope, matches, stop), cancellation)
            : operation.ChangeAsync<KnownOutcome>(actor, Right.Import, ImportSubjects.Name, (scope, stop) => RunAsync(scope, matches, stop), cancellation);

    public void Dispose() => GivenUp.Dispose();

    private async Task<Result<KnownOutcome>> RunAsync(OperationScope scope, IReadOnlyList<Match> matches, CancellationToken cancellation)
    {
        var ids = matches.Select(match => match.Subject).ToList();
        var rows = await scope.Db.Subjects.Where(subject => ids.Contains(subject.Id)).ToDictionaryAsync(subject => subject.Id, cancellation);
        var held = matches.Where(match => rows.ContainsKey(match.Subject)).ToList();
        var open = scope.OpenMany(held.Select(match => rows[match.Subject]), Uses.Compare, _ => true).ToDictionary(record => record.Row.Id);
        RefuseClosed(scope, held.Where(match => !open.ContainsKey(match.Subject)), rows);

        var differences = held
            .Where(match => open.ContainsKey(match.Subject) && MayGoOn(match.Row, open[match.Subject]))
            .ToDictionary(match => match, match => KnownRow.Differences(match.Row, open[match.Subject].Held));
        var corrected = await CorrectedAsync(scope, open, differences.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key.Subject), cancellation);
        var newsletters = await NewslettersAsync(scope, differences.Keys.Select(match => match.Subject), cancellation);
        var withdrawn = await WithdrawnAsync(scope, differences.Keys.Select(match => match.Subject), cancellation);
        var changed = new List<SubjectId>();
        foreach (var (match, fields) in differences)
        {
            var record = open[match.Subject];
            var change = KnownRow.Decide(
                match.Row, record, fields, corrected.GetValueOrDefault(match.Subject, s_nothing), newsletters.GetValueOrDefault(match.Subject), terms);
            if (!change.IsNothing && TakeEmail(scope, match, change))
            {
                Apply(scope, record, change, withdrawn[match.Subject]);
                changed.Add(record.Subject);
            }
        }

        if (changed.Count > 0 && !dryRun)
        {
            scope.Record(Uses.Update.Action, Uses.Update.Clause, purpose: Uses.Update.Purpose).Subjects = [.. changed.Select(subject => subject.Number)];
        }

        return new KnownOutcome(changed.Count, [.. matches.Where(match => !rows.ContainsKey(match.Subject)).Select(match => match.Row)]);
    }

    private static bool MayGoOn(ImportRow row, OpenRecord record)
    {
        if (record.Row.ConsentState is ConsentState.Withdrawn or ConsentState.Expired)
        {
            row.Reject("", RowReason.ConsentEnded);
        }

        return !row.IsRejected;
    }

    private static void RefuseClosed(OperationScope scope, IEnumerable<Match> closed, Dictionary<long, SubjectRow> rows)
    {
        var blocked = new List<SubjectId>();
        foreach (var (row, id) in closed)
        {
            var reason = ReasonFor(rows[id].State);
            row.Reject("", reason);
            if (reason == RowReason.Blocked)
            {
                blocked.Add(new SubjectId(id));
            }
        }

        if (blocked.Count > 0)
        {
            var first = rows[blocked[0].Number];
            scope.RecordRefused(
                new RecordBlocked(blocked[0], first.BlockedAt ?? scope.Now), Uses.Update.Action, "2.1(7)", blocked);
        }
    }

    // An active record stays closed where the purpose of registering has lost its consent.
    private static RowReason ReasonFor(SubjectState state) =>
        state switch
        {
            SubjectState.Active => RowReason.ConsentEnded,
            SubjectState.Blocked or SubjectState.ReleasedForDestruction => RowReason.Blocked,
            SubjectState.Depersonalised or SubjectState.Destroyed => RowReason.Destroyed,
        };

    // Only the records that differ are asked: a value that a correction replaced is not brought back by an older export.
    private static async Task<Dictionary<long, HashSet<(string Field, string? Value)>>> CorrectedAsync(
        OperationScope scope, Dictionary<long, OpenRecord> open, IEnumerable<long> subjects, CancellationToken cancellation)
    {
        var ids = subjects.ToList();
        var rows = await scope.Db.ProfileChanges.AsNoTracking()
            .Where(change => ids.Contains(change.SubjectId) && change.Source == FieldSource.Correction)
            .ToListAsync(cancellation);
        return rows.GroupBy(row => row.SubjectId).ToDictionary(
            group => group.Key,
            group => group
                .SelectMany(row => open[row.SubjectId].Open<ProfileChangeRow, ProfileChange>(row.Sequence, nameof(row.Details), row.Details).Changes)
                .Select(change => (change.Field, change.Old))
                .ToHashSet());
    }

    private static async Task<Dictionary<long, NewsletterState>> NewslettersAsync(
        OperationScope scope, IEnumerable<long> subjects, CancellationToken cancellation)
    {
        var ids = subjects.ToList();
        var events = await scope.Db.ConsentEvents.AsNoTracking()
            .Where(consent => ids.Contains(consent.SubjectId) && consent.Act == ConsentAct.Newsletter)
            .Select(consent => new { consent.SubjectId, consent.Sequence, consent.Kind, consent.Channel })
            .ToListAsync(cancellation);
        return events.GroupBy(consent => consent.SubjectId).ToDictionary(
            group => group.Key,
            group => group.MaxBy(consent => consent.Sequence) is { } last ? new NewsletterState(last.Kind, last.Channel) : null!);
    }

    // A purpose that was withdrawn by a letter is not brought back by an export, whose origin may not know of the letter. Policy 4.5.
    private static async Task<ILookup<long, string>> WithdrawnAsync(
        OperationScope scope, IEnumerable<long> subjects, CancellationToken cancellation)
    {
        var ids = subjects.ToList();
        var rows = await scope.Db.ConsentEvents.AsNoTracking()
            .Where(row => ids.Contains(row.SubjectId) && row.Act == ConsentAct.CompanyData)
            .Where(row => row.Kind == ConsentEventKind.Withdrawn && row.Channel != Channel.Resource)
            .Select(row => new { row.SubjectId, row.Purposes })
            .ToListAsync(cancellation);
        return rows
            .SelectMany(row => ConsentReading.Split(row.Purposes).Select(purpose => (row.SubjectId, Purpose: purpose)))
            .ToLookup(pair => pair.SubjectId, pair => pair.Purpose);
    }

    // Null where nothing is left to confirm.
    private static ConsentEvent? Without(ConsentEvent consent, IEnumerable<string> withdrawn)
    {
        if (consent.Act != ConsentAct.CompanyData)
        {
            return consent;
        }

        var left = consent.Purposes.Except(withdrawn, StringComparer.Ordinal).ToList();
        return left.Count > 0 ? consent with { Purposes = left } : null;
    }

    // The one thing another subject can stand in the way of, tried before anything of the row is changed.
    private bool TakeEmail(OperationScope scope, Match match, KnownRowChange change)
    {
        if (change.Fields.FirstOrDefault(field => field.Field is FieldCode.Email) is not { } email)
        {
            return true;
        }

        var (from, to) = (email.Old is null ? null : Identifiers.Canonical(IdentifierKind.Email, email.Old), match.Row.CanonicalEmail);
        var isFree = string.Equals(from, to, StringComparison.Ordinal)
            || (!GivenUp.Contains(to)
                && (dryRun
                    ? keyring.FindSubjects(IdentifierKind.Email, to, 1).All(owner => owner == match.Subject)
                    : scope.MoveIdentifier(IdentifierKind.Email, from, to, match.Subject)));
        if (!isFree)
        {
            match.Row.Reject(FieldCode.Email, RowReason.EmailTaken);
            return false;
        }

        if (from is not null && !string.Equals(from, to, StringComparison.Ordinal))
        {
            GivenUp.Add(from);
        }

        return true;
    }

    private void Apply(OperationScope scope, OpenRecord record, KnownRowChange change, IEnumerable<string> withdrawn)
    {
        if (dryRun)
        {
            return;
        }

        var profile = record.Held;
        foreach (var field in change.Fields)
        {
            profile = profile.With(field.Field, field.New, FieldSource.UserUpdate, scope.Now);
            if (field.Field is not FieldCode.Email && Identifiers.KindOf(field.Field) is { } kind)
            {
                scope.MoveIdentifier(kind, field.Old, field.New, record.Row.Id);
            }
        }

        if (change.Fields.Count > 0)
        {
            record.Write(profile);
            scope.Db.ProfileChanges.Add(ChangeRow(scope, record, change));
        }

        foreach (var consent in change.Consents.Select(consent => Without(consent, withdrawn)).OfType<ConsentEvent>())
        {
            scope.Db.ConsentEvents.Add(ConsentRow(record, consent));
        }

        record.Row.PolicyVersion = change.PolicyVersion;
        scope.Changed(record.Row, profile);
    }

    private static ProfileChangeRow ChangeRow(OperationScope scope, OpenRecord record, KnownRowChange change)
    {
        var sequence = record.Row.NextSequence++;
        return new ProfileChangeRow
        {
            SubjectId = record.Row.Id,
            Sequence = sequence,
            At = scope.Now,
            Source = FieldSource.UserUpdate,
            ActorId = scope.Actor.Id,
            ActorName = scope.Actor.Name,
            Details = record.Seal<ProfileChangeRow, ProfileChange>(sequence, nameof(ProfileChangeRow.Details), new ProfileChange(change.Fields)),
        };
    }

    private static ConsentEventRow ConsentRow(OpenRecord record, ConsentEvent consent)
    {
        var sequence = record.Row.NextSequence++;
        return consent.ToRow(
            record.Row.Id, sequence, record.Seal<ConsentEventRow, string>(sequence, nameof(ConsentEventRow.Proof), consent.Proof));
    }
}
