using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Time;
using NodaTime.Text;

namespace ComplianceConsole.Features.Today;

/// <summary>A filter of the desk as it stands in the address: codes alone, so that it can be kept and sent.</summary>
public static class DeskAddress
{
    private const string Unclocked = "no-clock";

    /// <summary>Reads what the address says; what it does not know it leaves out.</summary>
    public static DeskFilter Read(string? holder, string? kind, string? stage, string? state, string? day) =>
        new()
        {
            IsMine = string.Equals(holder, "me", StringComparison.Ordinal),
            IsFree = string.Equals(holder, "nobody", StringComparison.Ordinal),
            Kind = DutyKindCodes.TryParse(kind, out var known) ? known : null,
            Stage = Find<RequestStage>(stage),
            State = Find<ClockState>(state),
            IsUnclocked = string.Equals(state, Unclocked, StringComparison.Ordinal),
            Day = day is not null && LocalDatePattern.Iso.Parse(day).TryGetValue(default, out var date) ? date : null,
        };

    /// <summary>The address of a filter.</summary>
    public static string Of(DeskFilter filter)
    {
        var parts = new List<string>();
        Add("holder", filter.IsMine ? "me" : filter.IsFree ? "nobody" : null);
        Add("kind", filter.Kind?.Code());
        Add("stage", filter.Stage is { } stage ? Code(stage) : null);
        Add("state", filter.IsUnclocked ? Unclocked : filter.State is { } state ? Code(state) : null);
        Add("day", filter.Day is { } day ? LocalDatePattern.Iso.Format(day) : null);
        return parts.Count == 0 ? Links.Today : $"{Links.Today}?{string.Join('&', parts)}";

        void Add(string name, string? code)
        {
            if (code is not null)
            {
                parts.Add($"{name}={code}");
            }
        }
    }

    /// <summary>The code of a stage or a state: <c>identity-confirmed</c>.</summary>
    public static string Code<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, at) =>
            char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLower(letter, CultureInfo.InvariantCulture) : letter.ToString()));

    /// <summary>The stage or state of a code; null for none.</summary>
    public static T? Find<T>(string? code)
        where T : struct, Enum
    {
        var found = Enum.GetValues<T>().Where(value => string.Equals(Code(value), code, StringComparison.Ordinal)).ToList();
        return found.Count > 0 ? found[0] : null;
    }
}
