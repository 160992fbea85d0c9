using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>
/// Fills empty stores with an organisation's invented past: its registers, three imports with 200 registered users, corrections, blocks,
/// consents, and requests at every stage of their clocks. Everything goes through the use cases and stands in the ledger.
/// </summary>
/// <param name="services">The host's services.</param>
/// <param name="clock">The present.</param>
public sealed class DemoSeed(IServiceProvider services, IClock clock)
{
    private const int FirstCount = 150;
    private const int SecondCount = 35;
    private const int ThirdCount = 15;

    private readonly DemoStory _story = DemoStory.Load();
    private readonly DemoDice _dice = new(2026);

    /// <summary>Fills them.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var past = new DemoClock(clock.GetCurrentInstant());
        var desk = new DemoDesk(services, past);
        past.GoTo(past.Ago(402, 9));
        _ = (await desk.Seed.RunAsync(cancellation)).Value;
        var registers = await services.GetRequiredService<RegisterReader>().GetAsync(cancellation);

        var plan = new DemoPlan();
        var first = PlanImports(desk, plan, registers);
        var cast = new Queue<DemoSubject>(first);
        new DemoRequests(desk, plan, _story, registers.Calendar, cast.Dequeue).Plan();
        new DemoRecords(desk, plan, _story, cast.Dequeue).Plan();
        await plan.RunAsync(past, cancellation);
    }

    private List<DemoSubject> PlanImports(DemoDesk desk, DemoPlan plan, RegisterSnapshot registers)
    {
        var past = desk.Clock;
        var begun = AlmatyZone.StartOf(new LocalDate(2023, 1, 9));
        var first = Invent(1, FirstCount, begun, past.Ago(401, 9), registers);
        var second = Invent(1 + FirstCount, SecondCount, past.Ago(399, 9), past.Ago(101, 9), registers);
        var third = Invent(1 + FirstCount + SecondCount, ThirdCount, past.Ago(99, 9), past.Ago(13, 9), registers);

        // The people to whom something happens come from the front, those whose own entries change from the back.
        var moved = first.TakeLast(20).Select((one, index) => one.With(FieldCode.Phone, DemoSubjects.Phone(8_000_000 + index)));
        var promoted = second.Take(6).Select(one => one.With(FieldCode.Post, _dice.OneOf(_story.Posts)));
        PlanImport(desk, plan, past.Ago(400, 11), first);
        PlanImport(desk, plan, past.Ago(100, 11), [.. second, .. moved]);
        PlanImport(desk, plan, past.Ago(12, 11), [.. third, .. promoted]);
        return first;
    }

    private static void PlanImport(DemoDesk desk, DemoPlan plan, Instant at, IReadOnlyList<DemoSubject> subjects) =>
        plan.At(
            at,
            async cancellation =>
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"registrations-{AlmatyZone.DayOf(at):uuuu-MM-dd}.csv");
                _ = (await desk.Import.RunAsync(
                    DemoDesk.Administrator, new ImportOrder(new DemoFile(name, subjects), DryRun: false), cancellation)).Value;
            });

    private List<DemoSubject> Invent(int from, int count, Instant after, Instant before, RegisterSnapshot registers)
    {
        var subjects = new DemoSubjects(_story, _dice);
        var minutes = (int)Math.Max(1, (before - after).TotalMinutes);
        return
        [
            .. Enumerable.Range(0, count)
                .Select(_ => after + Duration.FromMinutes(_dice.Below(minutes)))
                .Order()
                .Select((registeredAt, index) => subjects.Invent(from + index, registeredAt, VersionFor(registeredAt, registers))),
        ];
    }

    private static string VersionFor(Instant registeredAt, RegisterSnapshot registers) =>
        (registers.PolicyVersions.LastOrDefault(version => version.PostedAt <= registeredAt) ?? registers.PolicyVersions[0]).Code;
}
