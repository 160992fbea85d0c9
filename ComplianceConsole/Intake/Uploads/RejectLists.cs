using System.Collections.Concurrent;
using System.Text;
using ComplianceConsole.Intake.Rows;
using NodaTime;

namespace ComplianceConsole.Intake.Uploads;

/// <summary>Rejected rows waiting to be downloaded by who imported them: numbers, columns and reasons, for an hour, the last few of each person.</summary>
public sealed class RejectLists(IClock clock)
{
    private static readonly Duration s_kept = Duration.FromHours(1);

    private const int MostAPerson = 4;

    private readonly ConcurrentDictionary<Guid, Waiting> _lists = new();

    /// <summary>Keeps a list for its owner.</summary>
    /// <returns>The name under which it is fetched.</returns>
    public Guid Keep(string actorId, IReadOnlyList<RowNote> notes)
    {
        var now = clock.GetCurrentInstant();
        var own = _lists.Where(list => string.Equals(list.Value.ActorId, actorId, StringComparison.Ordinal)).OrderByDescending(list => list.Value.Until);
        foreach (var (id, _) in own.Skip(MostAPerson - 1).Concat(_lists.Where(list => list.Value.Until < now)).ToList())
        {
            _lists.TryRemove(id, out _);
        }

        var name = Guid.NewGuid();
        _lists[name] = new Waiting(actorId, notes, now + s_kept);
        return name;
    }

    /// <summary>The list as a file for spreadsheets, in the reader's language; null where there is none of this name for this person.</summary>
    public byte[]? File(Guid name, string actorId)
    {
        if (!_lists.TryGetValue(name, out var list)
            || list.Until < clock.GetCurrentInstant()
            || !string.Equals(list.ActorId, actorId, StringComparison.Ordinal))
        {
            return null;
        }

        // A spreadsheet takes a file without the mark for one in the code page of its machine.
        var text = new StringBuilder("\uFEFF").Append(RejectsCsv.Header).Append("\r\n");
        foreach (var note in list.Notes)
        {
            text.Append(RejectsCsv.Line(note)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed record Waiting(string ActorId, IReadOnlyList<RowNote> Notes, Instant Until);
}
