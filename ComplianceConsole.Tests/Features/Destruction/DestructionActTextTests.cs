using System.Globalization;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Ledger;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Documents;
using ComplianceConsole.Tests.Features.Destruction.Depersonalisation;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>What an act says, read from the PDF as its reader does, against what stands in the records and was known before. Policy 2.1(10).</summary>
public sealed class DestructionActTextTests
{
    private const string Responsible = "Saule Responsible";

    public static MatrixTheoryData<string, string, bool> Acts { get; } = new(["en", "ru", "kk"], ["9.4", "9.7", "9.8"], [true, false]);

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task It_says_every_item_of_a_destruction_in_time_and_late(string language, string clause, bool isOnTime)
    {
        await using var desk = await OpenAsync();
        var culture = CultureInfo.GetCultureInfo(language);
        var subject = await desk.AddAsync();
        await TransferAsync(desk, subject);
        var (blocked, request) = await DestroyAsync(desk, subject, clause, isOnTime);
        var destroyed = desk.Clock.Now;
        desk.Clock.Advance(Duration.FromHours(30));
        var told = desk.Clock.Now;
        Assert.True((await desk.DeliverAsync()).IsDone);

        var act = await ReadAsync(desk, subject, language);

        await AssertSaysAsync(desk, act, subject, destroyed, culture);
        var duty = await desk.DutyAsync(clause switch
        {
            "9.4" => DutyKind.DestroyOnEvidence,
            "9.7" => DutyKind.DestroyAfterPurpose,
            _ => DutyKind.DestroyBlocked,
        });
        Assert.Equal(isOnTime, destroyed < duty.DueBefore);
        act.Says(Pick(language, $"Clause {clause} of the policy", $"Пункт {clause} политики", $"Саясаттың {clause}"));
        act.Says(ReportText.Get("Act_Due", culture), DateWords.Long(duty.DueDay, culture), TermOf(language, isOnTime));
        if (blocked is null)
        {
            act.SaysNot(TermOf(language, !isOnTime));
        }
        else
        {
            var missed = (await desk.DutyAsync(DutyKind.DestroyAfterPurpose)).DueDay;
            act.Says(string.Format(culture, ReportText.Get("Act_DueFurther", culture), "9.7"), DateWords.Long(missed, culture), TermOf(language, isOnTime: false));
        }

        act.Says(Pick(language, "Act of destruction of personal data", "Акт об уничтожении персональных данных", "Дербес деректерді жою"));
        act.Says(ReportText.Get("Act_Party", culture));
        act.Says("Halyk Partner", DateWords.DateTime(told, culture), ReportText.Get("Act_NotYet", culture));
        if (request is { } number)
        {
            act.Says(ReportText.Get("Act_Request", culture), number.ToString());
        }

        if (blocked is { } since)
        {
            act.Says(ReportText.Get("Act_Blocked", culture), DateWords.DateTime(since, culture));
        }
        else
        {
            act.SaysNot(ReportText.Get("Act_Blocked", culture));
        }
    }

    [Theory]
    [InlineData("en", "Act of depersonalisation of personal data", "Depersonalised within the term")]
    [InlineData("ru", "Акт об обезличивании персональных данных", "Обезличено в срок")]
    [InlineData("kk", "Дербес деректерді иесіздендіру", "Мерзімінде иесіздендірілді")]
    public async Task An_act_of_depersonalisation_says_every_item_too(string language, string title, string inTime)
    {
        await using var desk = await OpenAsync();
        var culture = CultureInfo.GetCultureInfo(language);
        var subject = await desk.AddAsync();
        await TransferAsync(desk, subject);
        await desk.OweAsync(subject);
        Assert.True((await desk.DepersonaliseAsync([subject])).IsDone);
        var done = desk.Clock.Now;

        var act = await ReadAsync(desk, subject, language);

        await AssertSaysAsync(desk, act, subject, done, culture, own: "_Remains");
        act.Says(title);
        act.Says(ReportText.Get("Act_Due", culture), DateWords.Long((await desk.DutyAsync(DutyKind.DestroyAfterPurpose)).DueDay, culture), inTime);
        act.Says(ReportText.Get("Act_Remains_Smallest", culture), "5", ReportText.Get("Act_Remains_Together", culture), "1");
        act.Says("Halyk Partner", ReportText.Get("Act_Waits", culture));
    }

    // What both kinds of acts say, each run as it stands on the page: a value beside its label.
    private static async Task AssertSaysAsync(RequestDesk desk, ActText act, SubjectId subject, Instant done, CultureInfo culture, string own = "")
    {
        var (entry, leaf, root) = await EntryAsync(desk, subject, done);
        act.Says(ReportText.Get("Act_Number", culture), string.Create(CultureInfo.InvariantCulture, $"D-{AlmatyZone.DayOf(done).Year}-000001"));
        act.Says(Pick(culture.Name, "Sary Dala Institute", "Институт «Сары Дала»", "«Сары Дала» институты"));
        act.Says(ReportText.Get("Act_Bin", culture), "240140999018");
        act.Says(ReportText.Get("Act_Responsible", culture), Responsible);
        act.SaysNot("Former Person");
        act.SaysNot("Later Person");
        act.Says(ReportText.Get("Act_Subject", culture), subject.ToString());
        act.Says(ReportText.Get("Act_DestroyedAt" + own, culture), DateWords.DateTime(done, culture));
        act.Says(ReportText.Get("Act_Decided", culture), Actors.Dpo.Name);
        act.Says(Pick(culture.Name, "Last name", "Фамилия", "Тегі"));
        act.Says(ReportText.Get("Act_Transfers", culture), "1");
        foreach (var store in (string[])["Records", "Keyring", "Search", "Backups"])
        {
            act.Says(ReportText.Get("Act_Store_" + store, culture));
        }

        act.Says("AES-256-GCM");
        act.Says(string.Format(culture, ReportText.Get("Act_Statement" + own, culture), DateWords.DateTime(done, culture), subject));
        act.Says(ReportText.Get("Act_Confirmed", culture), "keys.db", "second-disk/keys.db");
        act.Says(
            ReportText.Get("Act_Entry", culture), entry.ToString(CultureInfo.InvariantCulture), ReportText.Get("Act_Leaf", culture), leaf, ReportText.Get("Act_Root", culture), root);
        act.SaysAfter(ReportText.Get("Act_SectionSignatures", culture), Responsible);
        act.SaysAfter(ReportText.Get("Act_SectionSignatures", culture), Actors.Dpo.Name);
        act.SaysAfter(ReportText.Get("Act_SectionSignatures", culture), ReportText.Get("Act_Witness", culture));
    }

    private static string TermOf(string language, bool isOnTime) =>
        isOnTime
            ? Pick(language, "Destroyed within the term", "Уничтожено в срок", "Мерзімінде жойылды")
            : Pick(language, "Destroyed after the term", "Уничтожено после срока", "Мерзімінен кейін жойылды");

    private static string Pick(string language, string english, string russian, string kazakh) =>
        language switch
        {
            "ru" => russian,
            "kk" => kazakh,
            _ => english,
        };

    private static async Task<(Instant? Blocked, RequestNumber? Request)> DestroyAsync(RequestDesk desk, SubjectId subject, string clause, bool isOnTime)
    {
        var command = DestructionDesk.Command(subject, clause) with { Language = null };
        Instant? blocked = null;
        switch (clause)
        {
            case "9.4":
                command = command with { Request = await desk.GrantedAsync(subject) };
                desk.Clock.Advance(Duration.FromDays(isOnTime ? 0 : 5));
                break;
            case "9.7":
                await desk.OweAsync(subject);
                desk.Clock.Advance(Duration.FromDays(isOnTime ? 1 : 20));
                break;
            default:
                await desk.OweAsync(subject);
                desk.Clock.Advance(Duration.FromDays(20));
                await desk.Get<AriseDuties>().HandleAsync(Actor.Job("duties"), CancellationToken.None);
                await desk.Stores.BlockAsync(subject);
                blocked = desk.Clock.Now;
                desk.Clock.Advance(Duration.FromDays(isOnTime ? 9 : 250));
                command = command with { ReleasesBlock = true };
                break;
        }

        desk.Clock.Advance(Duration.FromMinutes(7));
        Assert.Equal(desk.Clock.Now, (await desk.DestroyAsync(command)).Value.DestroyedAt);
        return (blocked, command.Request);
    }

    private static async Task<RequestDesk> OpenAsync()
    {
        var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(new SecondDisk()));
        var today = AlmatyZone.DayOf(desk.Clock.Now);
        var appointed = await desk.Stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.appoint",
            scope =>
            {
                scope.Db.Appointments.AddRange(
                    Appointed(Responsible, today.PlusDays(-100), until: null),
                    Appointed("Former Person", today.PlusDays(-400), today.PlusDays(-101)),
                    Appointed("Later Person", today.PlusYears(3), until: null));
                scope.ChangedRegisters();
                scope.Record(ProcessingAction.Administration, "7.1");
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(appointed.IsDone);
        return desk;
    }

    private static AppointmentRow Appointed(string name, LocalDate from, LocalDate? until) =>
        new()
        {
            Name = name,
            Post = "Lawyer",
            OrderNumber = "7",
            OrderDate = from,
            Email = "dpo@example.kz",
            Phone = "+7 700 000 00 00",
            From = from,
            Until = until,
        };

    private static Task TransferAsync(RequestDesk desk, SubjectId subject)
    {
        TestStores.Sql(
            desk.Stores.Files.Records,
            $"""
            INSERT INTO Recipients (Id, Name, Country, Email, Address, Language, "Ground", ContractNumber, Purposes, Fields, CreatedAt, Version)
            VALUES (1, 'Halyk Partner', 'KZ', 'bank@example.kz', 'Almaty', 'ru', 'consent', '12', '3.2.1', 'last_name,email', 0, 0);
            INSERT INTO Transfers (SubjectId, Sequence, RecipientId, At, Purpose, Fields, ActorId, ActorName)
            VALUES ({subject.Number}, 900, 1, 0, '3.2.1', 'last_name,email', 'dpo-1', 'Aigerim')
            """);
        return Task.CompletedTask;
    }

    private static async Task<ActText> ReadAsync(RequestDesk desk, SubjectId subject, string language) =>
        new(Pdfs.Text((await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Dpo, subject, language, CancellationToken.None)).Value.Content));

    // From the ledger itself: the entry that says so, its leaf, and the root of all entries up to it.
    private static Task<(long Index, string Leaf, string Root)> EntryAsync(RequestDesk desk, SubjectId subject, Instant done) =>
        desk.ReadAsync(async db =>
        {
            var entries = await db.LedgerEntries.AsNoTracking().OrderBy(entry => entry.Index).ToListAsync();
            var found = Assert.Single(entries, entry =>
                CanonicalEncoding.Decode(entry.Bytes) is { Operation: "subject.destroyed" } said && said.Subjects.SequenceEqual([subject.Number]));
            Assert.Equal(done, CanonicalEncoding.Decode(found.Bytes).At);
            var root = CompactRange.FromLeaves(entries.TakeWhile(entry => entry.Index <= found.Index).Select(entry => new Hash256(entry.LeafHash))).Root();
            return (found.Index, Convert.ToHexStringLower(found.LeafHash), root.ToString());
        });

    /// <summary>Its words without the spaces, which a line's end and a column take away.</summary>
    private sealed class ActText(string text)
    {
        private readonly string _text = Squeeze(text);

        public void Says(params string[] run) => Assert.Contains(Squeeze(string.Concat(run)), _text, StringComparison.Ordinal);

        public void SaysNot(string run) => Assert.DoesNotContain(Squeeze(run), _text, StringComparison.Ordinal);

        public void SaysAfter(string mark, string run) =>
            Assert.Contains(Squeeze(run), _text[_text.LastIndexOf(Squeeze(mark), StringComparison.Ordinal)..], StringComparison.Ordinal);

        private static string Squeeze(string run) => string.Concat(run.Where(letter => !char.IsWhiteSpace(letter)));
    }

    private sealed class SecondDisk : ILiveKeyring
    {
        public string Name => "/mnt/second-disk/keys.db";

        public bool Confirms(KeyHolder kind, long id) => true;
    }
}
