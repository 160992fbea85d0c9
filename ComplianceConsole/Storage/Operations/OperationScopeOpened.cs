using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// What a use case opened, to be asked again at the door before its answer is given: whoever was blocked or destroyed in between is shown to nobody,
/// however long the use case took. Policy 2.1(7), 2.1(10).
/// </summary>
public sealed partial class OperationScope
{
    private readonly List<(long Subject, SubjectState State, Use Use)> _opened = [];

    /// <summary>Why a record that was opened has been closed to the actor meanwhile; null where all are as they were.</summary>
    internal Refusal? ClosedMeanwhile() => _opened.Select(one => ClosedNow(one.Subject, one.State, one.Use)).FirstOrDefault(closed => closed is not null);

    /// <summary>The same, where any subject was changed when the ledger had so many entries or later.</summary>
    internal Refusal? ClosedSince(long size) => _opened.Count > 0 && _records.IsChangedSince(size) ? ClosedMeanwhile() : null;

    /// <summary>Stages the entry that a record was closed to the actor.</summary>
    internal void RecordClosed(Refusal refusal)
    {
        switch (refusal)
        {
            case RecordBlocked blocked:
                RecordRefusal(refusal, ProcessingAction.Use, RecordBlocked.Clause, [blocked.Subject.Number]);
                break;
            case RecordDestroyed destroyed:
                RecordRefusal(refusal, ProcessingAction.Use, "2.1(10)", [destroyed.Subject.Number]);
                break;
            case DestructionUnderWay underWay:
                RecordRefusal(refusal, ProcessingAction.Use, "2.1(10)", [underWay.Subject.Number]);
                break;
        }
    }

    /// <summary>Seals the entry that a record was closed after it was read and before it was shown.</summary>
    internal IReadOnlyList<SealedEntry> SealRefusal(Refusal refusal)
    {
        _entries.Clear();
        RecordClosed(refusal);
        return SealEntries();
    }

    // What an import compares and a job derives is shown to nobody, and whatever they change asks the door for itself.
    private void NoteOpened(SubjectRow row, Use use)
    {
        if (!_records.IsChange && use.Right is not (Right.Import or Right.Maintain))
        {
            _opened.Add((row.Id, row.State, use));
        }
    }

    private Refusal? ClosedNow(long subject, SubjectState state, Use use)
    {
        if (_records.Find(subject) is not { } row || row.State == state)
        {
            return null;
        }

        // Which purposes are covered was asked when it was opened: here it is the record's state alone that may have closed it.
        return Decide(row, use, covers: null).Refusal switch
        {
            RecordBlocked => BlockOf(row),
            RecordDestroyed destroyed => destroyed,
            _ => row.State == SubjectState.ReleasedForDestruction && !IsKeyHeld(subject) ? new DestructionUnderWay(new SubjectId(subject)) : null,
        };
    }

    // The cipher this use case has is no answer: the key may be gone since.
    private bool IsKeyHeld(long subject)
    {
        using var key = _keyring.Open(KeyHolder.Subject, subject);
        return key is not null;
    }
}
