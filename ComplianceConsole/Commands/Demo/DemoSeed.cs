using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>
/// Fills empty stores with an organisation's invented past: its registers, three imports with 200 registered users, corrections, blocks,
/// consents, and requests at every stage of their clocks. Everything goes through the use cases and stands in the ledger. A filling that was
/// cut short is carried on; stores that hold anything not of the demonstration are left alone.
/// </summary>
/// <param name="services">The host's services.</param>
/// <param name="clock">The present.</param>
public sealed class DemoSeed(IServiceProvider services, IClock clock)
{
    /// <summary>How many days ago the first people are imported, which is the first event.</summary>
    internal const int FirstImportDaysAgo = 400;

    /// <summary>The hour at which imports happen.</summary>
    internal const int ImportHour = 11;

    private const int FirstCount = 150;
    private const int SecondCount = 35;
    private const int ThirdCount = 15;
    private const int RegistersDaysAgo = 402;

    private readonly DemoStory _story = DemoStory.Load();
    private readonly DemoDice _dice = new(2026);

    /// <summary>Fills them, or carries on.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await FillRegistersAsync(cancellation);
        if (await ProgressAsync(cancellation) is not { } progress)
        {
            return;
        }

        // What a filling cut short has reserved without recording would stand in the way of the same people.
        await services.GetRequiredService<Sweep>().RunAsync(cancellation);
        var past = new DemoClock(clock.GetCurrentInstant(), progress.Today);
        var desk = new DemoDesk(services, past);
        var registers = await services.GetRequiredService<RegisterReader>().GetAsync(cancellation);
        var plan = new DemoPlan();
        var first = PlanImports(desk, plan, registers);
        var cast = new Queue<DemoSubject>(first);
        new DemoRequests(desk, plan, _story, registers.Calendar, cast.Dequeue).Plan();
        new DemoRecords(desk, plan, _story, cast.Dequeue).Plan();
        await plan.RunAsync(past, progress.Last, cancellation);
    }

    /// <summary>Fills the registers of empty stores at the beginning of the past, so that the ledger runs forward in time.</summary>
    public async Task FillRegistersAsync(CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(cancellation);
        if (!await db.Organisations.AnyAsync(cancellation) && !await db.Subjects.AnyAsync(cancellation))
        {
            var now = clock.GetCurrentInstant();
            var past = new DemoClock(now, AlmatyZone.DayOf(now));
            past.GoTo(past.Ago(RegistersDaysAgo, 9));
            _ = (await new DemoDesk(services, past).Seed.RunAsync(cancellation)).Value;
        }
    }

    private async Task<DemoProgress?> ProgressAsync(CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(cancellation);
        return await db.Organisations.AnyAsync(cancellation)
            ? await DemoProgress.ReadAsync(db, clock.GetCurrentInstant(), cancellation)
            : null;
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
        PlanImport(desk, plan, past.Ago(FirstImportDaysAgo, ImportHour), first);
        PlanImport(desk, plan, past.Ago(100, ImportHour), [.. second, .. moved]);
        PlanImport(desk, plan, past.Ago(12, ImportHour), [.. third, .. promoted]);
        return first;
    }

    // A file of this size is one batch, and is not left half read.
    private static void PlanImport(DemoDesk desk, DemoPlan plan, Instant at, IReadOnlyList<DemoSubject> subjects) =>
        plan.At(at, EndsImport, _ => ImportAsync(desk, at, subjects));

    private static async Task ImportAsync(DemoDesk desk, Instant at, IReadOnlyList<DemoSubject> subjects)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"registrations-{AlmatyZone.DayOf(at):uuuu-MM-dd}.csv");
        _ = (await desk.Import.RunAsync(
            DemoDesk.Administrator, new ImportOrder(new DemoFile(name, subjects), DryRun: false), CancellationToken.None)).Value;
    }

    // The rows come first, each entry with its subjects; the run as a whole concerns none by itself.
    private static bool EndsImport(LedgerEntry entry) =>
        string.Equals(entry.Operation, ImportSubjects.Name, StringComparison.Ordinal) && entry.Subjects.Count == 0;

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
