using ComplianceConsole.Domain.Consents;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Consents;

/// <summary>Invented histories of consent on a register of four purposes, the last but one on another ground.</summary>
internal static class Events
{
    public static readonly IReadOnlyList<PurposeGround> Register =
    [
        new("3.2.1", PurposeGround.Consent),
        new("3.2.2", PurposeGround.Consent),
        new("3.2.4", PurposeGround.Consent),
        new(PurposeGround.OnDepersonalised, "law-94-v"),
    ];

    public static readonly string[] Codes = ["3.2.1", "3.2.2", "3.2.4"];

    public static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 6, 0);

    public static readonly Gen<ConsentEvent[]> Histories =
        Gen.Select(
            Gen.Enum<ConsentAct>(),
            Gen.Enum<ConsentEventKind>(),
            Gen.Int[1, 300],
            Gen.Int[0, 2].Select(index => Events.Codes[index]).Array[1, 3],
            Gen.Int[-5, 40],
            (act, kind, day, purposes, term) => Of(act, kind, day, [.. purposes.Distinct(StringComparer.Ordinal)]) with
            {
                Until = term < 0 ? null : new LocalDate(2026, 11, 1).PlusDays(term),
            }).Array[0, 12].Select(events => events.Select((consent, index) => consent with { Sequence = index + 1 }).ToArray());

    public static ConsentEvent Of(ConsentAct act, ConsentEventKind kind, int day, params string[] purposes) =>
        new(
            Instant.FromUtc(2026, 1, 1, 6, 0) + Duration.FromDays(day),
            act,
            kind,
            "2025-03",
            Channel.Resource,
            purposes,
            "") { Sequence = day };

    public static ConsentEvent Registered(int day = 1) => Of(ConsentAct.Registration, ConsentEventKind.Given, day, "3.2.1", "3.2.2");

    public static ConsentEvent Newsletter(int day = 2) => Of(ConsentAct.Newsletter, ConsentEventKind.Given, day, "3.2.4");
}
