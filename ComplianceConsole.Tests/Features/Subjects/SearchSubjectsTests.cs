using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects;
using ComplianceConsole.Features.Subjects.Search;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class SearchSubjectsTests
{
    [Fact]
    public async Task All_spellings_of_a_name_find_each_other()
    {
        await using var stores = await OpenAsync();
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Shared", "Data", "names.tsv"));
        var names = lines.Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).ToList();
        var held = new List<(SubjectId Subject, int Line)>();
        foreach (var (line, spelling) in names.SelectMany((spellings, line) => spellings.Select(spelling => (line, spelling))))
        {
            held.Add((await stores.AddSubjectAsync((FieldCode.LastName, spelling)), line));
        }

        foreach (var (line, typed) in names.SelectMany((spellings, line) => spellings.Select(spelling => (line, spelling))))
        {
            var found = await stores.FindAsync(typed);
            Assert.Superset(
                held.Where(one => one.Line == line).Select(one => one.Subject).ToHashSet(),
                found.ToHashSet());
        }
    }

    [Fact]
    public async Task Whose_processing_has_stopped_for_every_purpose_is_found_as_such()
    {
        await using var stores = await OpenAsync();
        await stores.WithRegistersAsync();
        var stopped = await stores.AddRegisteredAsync();
        var partly = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekov"));
        await stores.AddConsentAsync(partly, ConsentStores.Consent(stores.Clock.Now, ConsentAct.Registration, ["3.2.1", "3.2.2"]));
        var withdrawal = new ConsentWithdrawal { Channel = Channel.Post, At = stores.Clock.Now };
        Assert.True((await stores.WithdrawAsync(stopped, withdrawal)).IsDone);
        Assert.True((await stores.WithdrawAsync(partly, withdrawal with { Purposes = ["3.2.2"] })).IsDone);

        var found = (await stores.SearchAsync(Actors.Staff, new SubjectSearch("ermek", SubjectFilters.None))).Value.Subjects;

        Assert.Equal([(stopped, true), (partly, false)], found.Select(one => (one.Subject, one.IsStopped)));
    }

    [Theory]
    [InlineData("ermek")]
    [InlineData("Ерм")]
    [InlineData("aig erm")]
    [InlineData("ERMEKOVA  aigerim")]
    [InlineData("nomad")]
    [InlineData("Айгерім Nomad")]
    [InlineData("A.Ermekova@EXAMPLE.kz")]
    [InlineData("8 775 000 15 42")]
    [InlineData("+7 (775) 000-15-42")]
    [InlineData("240140999018")]
    [InlineData("u0000001")]
    [InlineData("S-0000001")]
    [InlineData("s-1")]
    [InlineData("1")]
    [InlineData("\u200b Ermekova\u202e ")]
    public async Task One_box_finds_by_words_identifiers_and_number(string typed)
    {
        await using var stores = await OpenAsync();
        var subject = await AddErmekovaAsync(stores);
        await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"), (FieldCode.FirstName, "Daniyar"), (FieldCode.Organization, "ТОО Восток"));

        Assert.Equal([subject], await stores.FindAsync(typed));
        Assert.Equal([subject], await stores.FindAsync(typed, Actors.Staff));
    }

    [Theory]
    [InlineData("Ermekova Daniyar")]
    [InlineData("mekova")]
    [InlineData("a.ermekova@example")]
    [InlineData("S-0000099")]
    [InlineData("e")]
    [InlineData("@@")]
    public async Task What_does_not_begin_the_words_or_is_not_whole_is_not_found(string typed)
    {
        await using var stores = await OpenAsync();
        await AddErmekovaAsync(stores);

        Assert.Empty(await stores.FindAsync(typed));
    }

    [Fact]
    public async Task Words_longer_than_the_index_knows_are_compared_whole()
    {
        await using var stores = await OpenAsync();
        var short8 = await stores.AddSubjectAsync((FieldCode.LastName, "Akhmetzhan"));
        var whole = await stores.AddSubjectAsync((FieldCode.LastName, "Akhmetzhanov"));
        var longer = await stores.AddSubjectAsync((FieldCode.LastName, "Akhmetzhanova"));

        Assert.Equal([short8, whole, longer], await stores.FindAsync("Akhmetz"));
        Assert.Equal([whole, longer], await stores.FindAsync("Ахметжанов"));
        Assert.Equal([longer], await stores.FindAsync("Akhmetzhanova"));
    }

    [Fact]
    public async Task Nothing_typed_lists_by_number_and_pages_without_gap_or_repeat()
    {
        await using var stores = await OpenAsync();
        for (var i = 0; i < 7; i++)
        {
            await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Bin, "240140999018"));
        }

        foreach (var typed in (string?[])[null, "ermek", "240140999018"])
        {
            var seen = new List<long>();
            SearchPosition? from = null;
            do
            {
                var page = (await stores.SearchAsync(Actors.Dpo, new SubjectSearch(typed, SubjectFilters.None, from, Limit: 3))).Value;
                Assert.True(page.Subjects.Count <= 3);
                seen.AddRange(page.Subjects.Select(one => one.Subject.Number));
                from = page.Next;
            }
            while (from is not null);

            Assert.Equal([1, 2, 3, 4, 5, 6, 7], seen);
        }
    }

    [Fact]
    public async Task Filters_hold_with_and_without_words_and_are_read_from_the_records()
    {
        await using var stores = await OpenAsync();
        var one = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.UserType, "enterprise"));
        var two = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.UserType, "it-company"));
        await stores.Block(Actors.Staff, two);

        foreach (var typed in (string?[])[null, "ermek"])
        {
            Assert.Equal([two], await stores.FindAsync(typed, filters: new SubjectFilters(State: SubjectState.Blocked)));
            Assert.Equal([one], await stores.FindAsync(typed, filters: new SubjectFilters(State: SubjectState.Active)));
            Assert.Equal([two], await stores.FindAsync(typed, filters: new SubjectFilters(UserType: UserType.ItCompany)));
            Assert.Equal([one, two], await stores.FindAsync(typed, filters: new SubjectFilters(Consent: ConsentState.Given, PolicyVersion: "2025-03")));
            Assert.Empty(await stores.FindAsync(typed, filters: new SubjectFilters(PolicyVersion: "2023-01")));
            Assert.Empty(await stores.FindAsync(typed, filters: new SubjectFilters(Consent: ConsentState.Withdrawn)));
        }
    }

    [Fact]
    public async Task Staff_see_names_and_masked_contacts_and_of_a_blocked_record_number_and_state_only()
    {
        await using var stores = await OpenAsync();
        var open = await AddErmekovaAsync(stores);
        var blocked = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekov"), (FieldCode.Email, "b@example.kz"));
        await stores.Block(Actors.Dpo, blocked);

        var staff = (await stores.SearchAsync(Actors.Staff, new SubjectSearch("ermek", SubjectFilters.None))).Value.Subjects;
        var dpo = (await stores.SearchAsync(Actors.Dpo, new SubjectSearch("ermek", SubjectFilters.None))).Value.Subjects;

        Assert.Equal([open, blocked], staff.Select(one => one.Subject));
        Assert.Equal("Ermekova Aigerim", staff[0].Open!.Name);
        Assert.DoesNotContain("ermekova@", staff[0].Open!.Email, StringComparison.Ordinal);
        Assert.Equal((SubjectState.Blocked, null), (staff[1].State, staff[1].Open));
        Assert.Equal("a.ermekova@example.kz", dpo[0].Open!.Email);
        Assert.Equal("Ermekov", dpo[1].Open!.Name);
        Assert.Equal([blocked], await stores.FindAsync("b@example.kz", Actors.Staff));
    }

    [Fact]
    public async Task One_entry_says_who_searched_and_which_subjects_were_shown_and_not_the_text()
    {
        await using var stores = await OpenAsync();
        var open = await AddErmekovaAsync(stores);
        var blocked = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekov"));
        await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        await stores.Block(Actors.Dpo, blocked);
        var before = (await stores.EntriesAsync()).Count;

        await stores.FindAsync("ermek", Actors.Staff);
        await stores.FindAsync("nobody at all", Actors.Staff);

        var entries = (await stores.EntriesAsync())[before..];
        Assert.Equal(2, entries.Count);
        Assert.Equal(("staff-1", "subject.search", "extraction", "8.3"), (entries[0].ActorId, entries[0].Operation, entries[0].Action, entries[0].Clause));
        Assert.Equal([open.Number, blocked.Number], entries[0].Subjects);
        Assert.Null(entries[0].Digest);
        Assert.Empty(entries[1].Subjects);
    }

    [Fact]
    public async Task Roles_without_personal_data_are_refused()
    {
        await using var stores = await OpenAsync();
        await AddErmekovaAsync(stores);

        foreach (var actor in Actors.Without(Right.SearchSubjects))
        {
            Assert.IsType<NotAllowed>((await stores.SearchAsync(actor, new SubjectSearch("ermek", SubjectFilters.None))).Refusal);
        }
    }

    [Fact]
    public async Task When_the_ledger_cannot_be_written_nobody_is_shown()
    {
        await using var stores = await OpenAsync();
        await AddErmekovaAsync(stores);
        TestStores.Sql(
            stores.Files.Records,
            "CREATE TRIGGER refuse BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'disk'); END");

        Assert.IsType<StoreUnavailable>((await stores.SearchAsync(Actors.Dpo, new SubjectSearch("ermek", SubjectFilters.None))).Refusal);
    }

    [Fact]
    public async Task A_cancelled_search_shows_nothing_and_records_nothing()
    {
        await using var stores = await OpenAsync();
        await AddErmekovaAsync(stores);
        var before = (await stores.EntriesAsync()).Count;
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            stores.Services.GetRequiredService<SearchSubjects>()
                .HandleAsync(Actors.Dpo, new SubjectSearch("ermek", SubjectFilters.None), source.Token));

        Assert.Equal(before, (await stores.EntriesAsync()).Count);
    }

    [Fact]
    public async Task While_the_index_is_incomplete_the_page_says_so_and_numbers_are_found_all_the_same()
    {
        await using var stores = await TestStores.OpenAsync(more: services => services.AddSubjects());
        var subject = await AddErmekovaAsync(stores);

        var byName = (await stores.SearchAsync(Actors.Dpo, new SubjectSearch("ermek", SubjectFilters.None))).Value;

        Assert.NotNull(byName.Rebuilding);
        Assert.Empty(byName.Subjects);
        Assert.Equal([subject], await stores.FindAsync("S-1"));
        Assert.Equal([subject], await stores.FindAsync(""));

        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        var after = (await stores.SearchAsync(Actors.Dpo, new SubjectSearch("ermek", SubjectFilters.None))).Value;
        Assert.Null(after.Rebuilding);
        Assert.Single(after.Subjects);
    }

    private static async Task<TestStores> OpenAsync()
    {
        var stores = await TestStores.OpenAsync(more: services => services.AddSubjects());
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        return stores;
    }

    private static Task<SubjectId> AddErmekovaAsync(TestStores stores) =>
        stores.AddSubjectAsync(
            (FieldCode.ExternalId, "u0000001"),
            (FieldCode.LastName, "Ermekova"),
            (FieldCode.FirstName, "Aigerim"),
            (FieldCode.Phone, "+77750001542"),
            (FieldCode.Email, "a.ermekova@example.kz"),
            (FieldCode.Bin, "240140999018"),
            (FieldCode.Organization, "LLP «Nomad Data»"));
}

internal static class SearchCalls
{
    public static Task<Result<FoundPage>> SearchAsync(this TestStores stores, Actor actor, SubjectSearch search) =>
        stores.Services.GetRequiredService<SearchSubjects>().HandleAsync(actor, search, CancellationToken.None);

    public static async Task<IReadOnlyList<SubjectId>> FindAsync(
        this TestStores stores,
        string? typed,
        Actor? actor = null,
        SubjectFilters? filters = null) =>
        [.. (await stores.SearchAsync(actor ?? Actors.Dpo, new SubjectSearch(typed, filters ?? SubjectFilters.None))).Value
            .Subjects.Select(one => one.Subject)];

    public static async Task<List<LedgerEntry>> EntriesAsync(this TestStores stores)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        var bytes = await db.LedgerEntries.OrderBy(entry => entry.Index).Select(entry => entry.Bytes).ToListAsync();
        return [.. bytes.Select(one => CanonicalEncoding.Decode(one))];
    }
}
