using NodaTime;

namespace ComplianceConsole.Ledger;

/// <summary>Collects the fields of an entry while it is decoded.</summary>
internal sealed class EntryDraft
{
    private readonly List<long> subjects = [];
    private readonly List<RecordImage> images = [];
    private string table = "";
    private string actorId = "";
    private string? actorName;
    private string roles = "";
    private string action = "";
    private string operation = "";
    private string? purpose;
    private string? clause;
    private long? requestId;

    public void Actor(ReadOnlySpan<byte> id, bool hasName, ReadOnlySpan<byte> name, ReadOnlySpan<byte> roleCodes)
    {
        actorId = Text(id);
        actorName = hasName ? Text(name) : null;
        roles = Text(roleCodes);
    }

    public void Deed(ReadOnlySpan<byte> actionCode, ReadOnlySpan<byte> operationName)
    {
        action = Text(actionCode);
        operation = Text(operationName);
    }

    public void Subject(long number) => subjects.Add(number);

    public void Reason(
        bool hasPurpose,
        ReadOnlySpan<byte> purposeCode,
        bool hasClause,
        ReadOnlySpan<byte> clauseNumber,
        long? request
    )
    {
        purpose = hasPurpose ? Text(purposeCode) : null;
        clause = hasClause ? Text(clauseNumber) : null;
        requestId = request;
    }

    public void Table(ReadOnlySpan<byte> name) => table = Text(name);

    public void Image(ReadOnlySpan<byte> key, Hash256? before, Hash256? after) =>
        images.Add(new RecordImage(table, Text(key), before, after));

    public LedgerEntry ToEntry(long index, Instant at, LedgerOutcome outcome, Hash256? digest) =>
        new()
        {
            Index = index,
            At = at,
            ActorId = actorId,
            ActorName = actorName,
            Roles = roles,
            Action = action,
            Operation = operation,
            Subjects = subjects,
            Purpose = purpose,
            Clause = clause,
            RequestId = requestId,
            Outcome = outcome,
            Digest = digest,
            Images = images,
        };

    private static string Text(ReadOnlySpan<byte> utf8) => CanonicalWriter.Utf8.GetString(utf8);
}
