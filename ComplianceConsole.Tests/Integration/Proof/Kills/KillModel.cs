using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Integration.Proof.Kills;

/// <summary>A person as acknowledged.</summary>
internal sealed record Person(string Name, string Email, SubjectState State);

/// <summary>What was acknowledged, and what was tried and may or may not have come to pass.</summary>
internal sealed class KillModel
{
    private string[]? _tried;

    public Dictionary<long, Person> People { get; } = [];

    /// <summary>Backups that were said to be taken, with how many people there were.</summary>
    public Dictionary<string, int> Backups { get; } = new(StringComparer.Ordinal);

    /// <summary>Whoever was said to be destroyed, not merely to be going to be.</summary>
    public HashSet<long> Finished { get; } = [];

    public int Acknowledged { get; private set; }

    /// <summary>What was under way when the process was killed.</summary>
    public string Tried => _tried is null ? "nothing" : _tried[0];

    /// <summary>Hears a line of the process.</summary>
    public void Hear(string line)
    {
        var words = line.TrimEnd().Split(' ');
        if (words[0] is "try")
        {
            _tried = words[1..];
            return;
        }

        Assert.Equal("done", words[0]);
        Acknowledged++;
        switch (_tried)
        {
            case ["create", var name]:
                People.Add(long.Parse(words[1], CultureInfo.InvariantCulture), New(name));
                break;
            case ["import", var name]:
                foreach (var (row, person) in RowsOf(name).Zip(words[1..]))
                {
                    People.Add(long.Parse(person, CultureInfo.InvariantCulture), New(row));
                }

                break;
            case ["backup", var name]:
                Backups.Add(name, People.Count);
                break;
            case [_, var number, ..]:
                var id = long.Parse(number, CultureInfo.InvariantCulture);
                People[id] = After(People[id]);
                if (_tried[0] is "finish")
                {
                    Finished.Add(id);
                }

                break;
        }

        _tried = null;
    }

    /// <summary>What a person may be found as: as acknowledged, or as what was under way would leave it.</summary>
    public IReadOnlyList<Person> MayBe(long id) =>
        _tried is [_, var number, ..] && string.Equals(number, id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? [People[id], After(People[id])]
            : [People[id]];

    /// <summary>Takes over what is found of those who were being entered.</summary>
    public void FindEntered(TestStores stores)
    {
        if (_tried is ["create", var created])
        {
            Find(stores, [created]);
        }
        else if (_tried is ["import", var imported])
        {
            Find(stores, RowsOf(imported));
        }
    }

    /// <summary>The process is gone: nothing is under way any more.</summary>
    public void Forget() => _tried = null;

    /// <summary>The external ids of an imported file.</summary>
    public static IEnumerable<string> RowsOf(string name) => Enumerable.Range(0, KillWorker.Rows).Select(number => $"{name}x{number}");

    private void Find(TestStores stores, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (stores.Keyring.FindSubjects(IdentifierKind.ExternalId, name, 1) is [var id])
            {
                People.Add(id, New(name));
            }
        }
    }

    private static Person New(string name) => new(name, $"{name}@example.kz", SubjectState.Active);

    private Person After(Person person) =>
        _tried switch
        {
            ["correct", _, var email] => person with { Email = email },
            ["block", _] => person with { State = SubjectState.Blocked },
            ["decide" or "finish", _] => person with { State = SubjectState.Destroyed },
            _ => person,
        };
}
