using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Copies;

/// <summary>A copy outside the console as it is typed. Policy 6.3.</summary>
public sealed record CopyForm
{
    /// <summary>The most characters of a text.</summary>
    public const int LongestText = 200;

    /// <summary>What carries it.</summary>
    public CopyKind? Kind { get; init; }

    /// <summary>What it is: the number of a folder or of an inventory.</summary>
    public string? What { get; init; }

    /// <summary>Where it lies.</summary>
    public string? Place { get; init; }

    /// <summary>Who keeps it.</summary>
    public string? Keeper { get; init; }

    /// <summary>The last day it is to be kept; null where none was set.</summary>
    public LocalDate? KeepUntil { get; init; }

    /// <summary>Not what is typed, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(CopyForm);

    /// <summary>What it says, cleaned; or everything that is to be mended.</summary>
    /// <param name="words">What names the person; null where nothing is held that a text could be compared with.</param>
    internal Result<CopyDetails> Read(PersonWords? words)
    {
        var problems = new List<InvalidInput>();
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            problems.Add(new InvalidInput("CopyKind", "Choose"));
        }

        return ReadDetails(words, problems);
    }

    /// <summary>What its texts say, without the carrier.</summary>
    /// <inheritdoc cref="Read"/>
    internal Result<CopyDetails> ReadDetails(PersonWords? words) => ReadDetails(words, []);

    private Result<CopyDetails> ReadDetails(PersonWords? words, List<InvalidInput> problems)
    {
        var details = new CopyDetails(Take("CopyWhat", What), Take("CopyPlace", Place), Take("CopyKeeper", Keeper));
        return problems.Count > 0 ? new InvalidInputs(problems) : details;

        string Take(string input, string? typed)
        {
            var text = TextCleaning.Clean(typed).Value;
            if (text.Length is 0 or > LongestText)
            {
                problems.Add(text.Length == 0 ? new InvalidInput(input, "Required") : new InvalidInput(input, "TooLong", LongestText));
            }
            else if (words?.AreIn(text) == true)
            {
                problems.Add(new InvalidInput(input, "NamesPerson"));
            }

            return text;
        }
    }
}
