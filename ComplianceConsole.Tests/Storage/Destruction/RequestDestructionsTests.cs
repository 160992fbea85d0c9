using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sweep = ComplianceConsole.Storage.Operations.Sweep;

namespace ComplianceConsole.Tests.Storage.Destruction;

/// <summary>What a closed request says of whoever asked goes after the data it was about; that it was asked and answered stays.</summary>
public sealed class RequestDestructionsTests
{
    [Fact]
    public async Task The_request_that_brought_the_destruction_goes_once_its_letter_is_out_and_it_is_closed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.GrantedAsync(subject);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject, "9.4") with { Request = number })).IsDone);

        await SweepAsync(desk);
        Assert.NotNull((await desk.ReadAsync(number)).People);
        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.True((await desk.CloseAsync(number)).IsDone);
        await SweepAsync(desk);

        await AssertForgottenAsync(desk, number);
    }

    [Fact]
    public async Task An_older_request_about_the_person_goes_too_and_one_that_is_open_stays_till_it_is_closed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var older = await desk.ApprovedAsync(subject);
        await desk.HandOverAsync(older);
        await DestroyAsync(desk, subject);
        var open = await desk.ConfirmedAsync(RequestKind.Information, subject);

        await SweepAsync(desk);

        await AssertForgottenAsync(desk, older);
        Assert.NotNull((await desk.ReadAsync(open)).People);
        Assert.True((await desk.AnswerAsync(open)).IsDone);
        Assert.True((await desk.TellAsync(open)).IsDone);
        await desk.CloseAsync(open);
        await SweepAsync(desk);
        await AssertForgottenAsync(desk, open);
    }

    [Fact]
    public async Task It_is_written_into_the_ledger_once_also_where_the_entry_was_cut_short()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.ApprovedAsync(subject);
        await desk.HandOverAsync(number);
        await DestroyAsync(desk, subject);
        var id = await desk.ReadAsync(db => db.Requests.Where(row => row.Serial == number.Serial).Select(row => row.Id).SingleAsync());
        using (var change = desk.Get<Keyring>().BeginChange())
        {
            // As if the process had ended between key and entry.
            change.Destroy(KeyHolder.Request, id, desk.Clock.Now);
            change.Commit();
        }

        await SweepAsync(desk);
        await SweepAsync(desk);

        Assert.Equal(1, await SaidAsync(desk));
        await AssertForgottenAsync(desk, number);
    }

    [Fact]
    public async Task Nothing_says_destroyed_while_somebody_reads_the_keyring_and_the_old_root_key_stands()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.ApprovedAsync(subject);
        await desk.HandOverAsync(number);
        await DestroyAsync(desk, subject);
        using (var reader = new SqliteConnection($"Data Source={desk.Stores.Files.Keyring};Pooling=False"))
        {
            reader.Open();
            using var begin = reader.CreateCommand();
            begin.CommandText = "BEGIN; SELECT COUNT(*) FROM HolderKeys;";
            begin.ExecuteScalar();
            await SweepAsync(desk);

            Assert.True((await desk.ReadAsync(number)).Course.IsForgotten);
            Assert.Equal(2, TreeStores.RootKeysIn(desk.Stores.Directory).Length);
            Assert.Equal(0, await SaidAsync(desk));
        }

        await SweepAsync(desk);

        Assert.Single(TreeStores.RootKeysIn(desk.Stores.Directory));
        Assert.Equal(1, await SaidAsync(desk));
        await AssertForgottenAsync(desk, number);
    }

    [Fact]
    public async Task Nor_while_a_copy_of_the_keyring_does_not_confirm()
    {
        var copy = new AskedCopy();
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(copy));
        var subject = await desk.AddAsync();
        var number = await desk.ApprovedAsync(subject);
        await desk.HandOverAsync(number);
        await DestroyAsync(desk, subject);
        await SweepAsync(desk);
        Assert.Equal(0, await SaidAsync(desk));

        copy.ConfirmsRequests = true;
        await SweepAsync(desk);
        Assert.Equal(1, await SaidAsync(desk));
    }

    [Fact]
    public async Task Nothing_of_it_opens_and_nothing_is_added()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.ApprovedAsync(subject);
        await desk.HandOverAsync(number);
        await DestroyAsync(desk, subject);
        await SweepAsync(desk);

        Assert.IsType<StepNotOpen>((await desk.MendAsync(number)).Refusal);
        Assert.IsType<RecordDestroyed>(
            (await desk.Get<DraftLetter>().HandleAsync(Actors.Dpo, new LetterDraftCommand(number), CancellationToken.None)).Refusal);
        var line = Assert.Single(
            (await desk.Get<ListRequests>().HandleAsync(Actors.Dpo, new RequestQuery(RequestState.All), CancellationToken.None)).Value.Lines);
        Assert.True(line is { IsForgotten: true, ApplicantName: null });
        Assert.True((await desk.ReadAsync(number, Actors.Auditor)).Course.IsForgotten);
    }

    private static async Task DestroyAsync(RequestDesk desk, SubjectId subject)
    {
        await DestructionDesk.OweAsync(desk, subject);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
    }

    private static async Task<int> SaidAsync(RequestDesk desk) =>
        (await desk.ReadAsync(db => db.LedgerEntries.Select(entry => entry.Bytes).ToListAsync()))
            .Count(bytes => string.Equals(CanonicalEncoding.Decode(bytes).Operation, "request.destroyed", StringComparison.Ordinal));

    private static Task SweepAsync(RequestDesk desk) => desk.Get<Sweep>().RunAsync(CancellationToken.None);

    private static async Task AssertForgottenAsync(RequestDesk desk, RequestNumber number)
    {
        var view = await desk.ReadAsync(number);
        Assert.True(view.Course.IsForgotten);
        Assert.Null(view.People);
        Assert.All(view.Steps, step => Assert.Null(step.Note));
        Assert.All(view.Matters, matter => Assert.True(matter is { Reason: null, NotifiedAt: not null }));
        Assert.Contains(desk.Get<Keyring>().AllTombstones(), one => one.Kind == KeyHolder.Request);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    // Confirms that subjects are gone, and of requests when told to.
    private sealed class AskedCopy : ILiveKeyring
    {
        public bool ConfirmsRequests { get; set; }

        public string Name => "copy";

        public bool Confirms(KeyHolder kind, long id) => kind == KeyHolder.Subject || ConfirmsRequests;
    }
}
