using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Intake.Rows;

/// <summary>One row of a file, read and checked by itself.</summary>
/// <param name="number">The record's number.</param>
public sealed class ImportRow(long number)
{
    private readonly string?[] _values = new string?[ImportColumns.Fields.Count];
    private List<RowNote>? _notes;

    /// <summary>The record's number, the header not counted.</summary>
    public long Number => number;

    /// <summary>When the user registered.</summary>
    public Instant RegisteredAt { get; set; }

    /// <summary>The policy version agreed to.</summary>
    public string PolicyVersion { get; set; } = "";

    /// <summary>Whether the newsletter is wanted; null where the row does not say.</summary>
    public bool? Newsletter { get; set; }

    /// <summary>Rejections and warnings.</summary>
    public IReadOnlyList<RowNote> Notes => _notes ?? (IReadOnlyList<RowNote>)[];

    /// <summary>Whether the row is kept out.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>The external id; never null in a row that is not rejected.</summary>
    public string ExternalId => this[FieldCode.ExternalId]!;

    /// <summary>The value of a field; null where nothing is to be held.</summary>
    public string? this[string code]
    {
        get => _values[ImportColumns.PlaceOf(code)];
        set => _values[ImportColumns.PlaceOf(code)] = value;
    }

    /// <summary>The e-mail as two addresses are compared; never null in a row that is not rejected.</summary>
    public string CanonicalEmail => Identifiers.Canonical(IdentifierKind.Email, this[FieldCode.Email]!);

    /// <summary>Keeps the row out.</summary>
    /// <param name="column">The column's name; empty where the whole row is meant.</param>
    /// <param name="reason">Why.</param>
    /// <param name="person">Who was destroyed, where the reason speaks of somebody.</param>
    public void Reject(string column, RowReason reason, DestroyedPerson? person = null)
    {
        IsRejected = true;
        (_notes ??= []).Add(new RowNote(Number, column, reason, IsRejection: true) { At = person?.At, Subject = person?.Subject });
    }

    /// <summary>Warns of something that is taken in all the same.</summary>
    public void Warn(string column, RowReason reason) => (_notes ??= []).Add(new RowNote(Number, column, reason, IsRejection: false));

    /// <summary>Nothing is to be said of a row that changes nothing.</summary>
    public void ForgetWarnings() => _notes?.RemoveAll(note => !note.IsRejection);

    /// <summary>The number alone, so that nothing personal slips into a log.</summary>
    public override string ToString() => $"row {Number}";
}
