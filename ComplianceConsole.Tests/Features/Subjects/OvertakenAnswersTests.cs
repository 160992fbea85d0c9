using Bunit;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Subjects.Page;
using ComplianceConsole.Features.Subjects.Search;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Subjects;

/// <summary>
/// An answer that was read before a block and comes after it opens nothing. The block stands first at the gate of the records, the entry of
/// the reading behind it: what the page gets is older than what it was told.
/// </summary>
public sealed class OvertakenAnswersTests : SubjectsPageTest
{
    [Fact]
    public async Task The_page_of_a_record_blocked_while_it_was_read_stays_closed()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);

        var page = await BlockedWhileReadAsync(stores, subject, () => Draw<SubjectPage>(parameters => parameters.Add(one => one.Number, subject.ToString())));

        Assert.Equal("S-0000001", Read(page.Find("h1")));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_read_before_a_block_shows_the_row_closed()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);

        var page = await BlockedWhileReadAsync(stores, subject, () => Draw<SubjectsPage>());

        page.WaitForAssertion(() => Assert.Contains("S-0000001 Blocked", Read(page.Find("tbody tr")), StringComparison.Ordinal));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_box_found_before_a_block_is_shown_closed()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);
        var box = Draw<SearchBox>();

        await BlockedWhileReadAsync(stores, subject, () =>
        {
            box.Find("input").Input("ermek");
            Time.Advance(SubjectsPage.Pause);
            return box;
        });

        box.WaitForAssertion(() => Assert.Contains("S-0000001", box.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Aigerim", box.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_correction_read_before_a_block_does_not_open()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);

        var page = await BlockedWhileReadAsync(stores, subject, () => Draw<CorrectPage>(parameters => parameters.Add(one => one.Number, subject.ToString())));

        page.WaitForAssertion(() => Assert.Contains("has been blocked since", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
    }

    private static async Task<IRenderedComponent<T>> BlockedWhileReadAsync<T>(
        TestStores stores, SubjectId subject, Func<IRenderedComponent<T>> read)
        where T : IComponent
    {
        var before = (await stores.EntriesAsync()).Count;
        var gate = stores.Services.GetRequiredService<RecordsStore>().Gate;
        await gate.WaitAsync();
        var blocking = stores.Block(Actors.OtherStaff, subject);
        var page = read();
        gate.Release();
        Assert.True((await blocking).IsDone);

        // The reading was let through: its entry stands behind the block's, and its outcome is not that of a blocked record.
        while ((await stores.EntriesAsync()).Count < before + 2)
        {
            await Task.Yield();
        }

        var entries = (await stores.EntriesAsync())[before..];
        Assert.Equal("subject.block", entries[0].Operation);
        Assert.Equal(LedgerOutcome.Done, entries[1].Outcome);
        return page;
    }
}
