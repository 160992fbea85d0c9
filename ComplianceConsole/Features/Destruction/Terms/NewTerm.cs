using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Terms;

/// <summary>The new last day of a term that is extended.</summary>
internal static class NewTerm
{
    /// <summary>The day, which has not passed; or what is to be mended.</summary>
    public static Result<LocalDate> Read(string input, LocalDate? until, Instant now) =>
        until is not { } day ? new InvalidInputs([new InvalidInput(input, "Required")])
        : day < AlmatyZone.DayOf(now) ? new InvalidInputs([new InvalidInput(input, "InPast")])
        : day;
}
