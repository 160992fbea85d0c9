using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class DestructionPagesTests : RequestPageTest
{
    [Theory]
    [InlineData("en", "Nothing waits for destruction")]
    [InlineData("ru", "Ничто не ожидает уничтожения")]
    [InlineData("kk", "Жоюды күтіп тұрған ештеңе жоқ")]
    public void An_empty_list_says_what_will_appear(string language, string sentence)
    {
        Speak(language);
        var page = Draw<DestructionsPage>(Actors.Staff, "/destruction");

        page.WaitForAssertion(() => Assert.Contains(sentence, Read(page.Find("main, section")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_shows_what_waits_and_only_who_may_is_led_to_the_act()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);

        var page = Draw<DestructionsPage>(Actors.Dpo, "/destruction");
        page.WaitForElement("table");
        Assert.Equal($"/destruction/{subject}", page.Find("td.action a").GetAttribute("href"));
        Assert.DoesNotContain(DestructionStores.LastName, page.Markup, StringComparison.Ordinal);

        var staff = Draw<DestructionsPage>(Actors.Staff, "/destruction");
        staff.WaitForElement("table");
        Assert.Empty(staff.FindAll("td.action"));
    }

    [Fact]
    public async Task The_act_names_what_goes_and_destroys_when_the_number_is_typed()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var page = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("form");
        Assert.Contains("Last name", Read(page.Find(".facts")), StringComparison.Ordinal);
        Assert.DoesNotContain(DestructionStores.LastName, page.Markup, StringComparison.Ordinal);

        await page.Find("form").SubmitAsync();

        Assert.Equal(2, page.FindAll(".error-summary li").Count);
        Assert.Equal(SubjectState.Active, Desk.Stores.State(subject));

        await page.Find("#field-GateChecked").ChangeAsync(new() { Value = true });
        await page.Find("#field-SubjectNumber").ChangeAsync(new() { Value = subject.ToString() });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".tombstone")));
        Assert.Contains("Nothing of S-0000001 can be restored", Read(page.Find(".tombstone")), StringComparison.Ordinal);
        Assert.Equal(SubjectState.Destroyed, Desk.Stores.State(subject));
    }

    [Theory]
    [InlineData("en", "Letters that will not go out")]
    [InlineData("ru", "Письма, которые не будут отправлены")]
    [InlineData("kk", "Жіберілмейтін хаттар")]
    public async Task Letters_that_will_not_go_out_are_named_with_a_way_to_them(string language, string title)
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var letter = await UnsentLettersTests.QueueAsync(Desk, subject);
        Speak(language);

        var page = Act(Actors.Dpo, subject);

        page.WaitForAssertion(() => Assert.Equal($"/notices/{letter}", page.Find("#unsent-letters a").GetAttribute("href")));
        Assert.Equal(title, Read(page.Find("#unsent-title")));
    }

    [Fact]
    public async Task A_block_that_is_not_released_is_the_box_of_this_form_and_no_way_elsewhere()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        await Desk.Stores.BlockAsync(subject);
        var page = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("form");
        await page.Find("#field-GateChecked").ChangeAsync(new() { Value = true });
        await page.Find("#field-SubjectNumber").ChangeAsync(new() { Value = subject.ToString() });

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Tick this box to release it", Read(page.Find(".error-summary")), StringComparison.Ordinal));
        Assert.Equal("true", page.Find("#field-ReleaseBlock").GetAttribute("aria-invalid"));
        Assert.DoesNotContain("can unblock it", page.Markup, StringComparison.Ordinal);

        await page.Find("#field-ReleaseBlock").ChangeAsync(new() { Value = true });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal(SubjectState.Destroyed, Desk.Stores.State(subject)));
    }

    [Fact]
    public async Task A_selection_with_blocked_records_begins_only_when_their_blocks_are_released()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        await Desk.Stores.BlockAsync(subject);
        var page = Draw<DestructionsPage>(Actors.Dpo, "/destruction");
        page.WaitForElement("thead input[type=checkbox]");
        await page.Find("thead input[type=checkbox]").ChangeAsync(new() { Value = true });
        await page.Find("#field-BulkGate-bulk").ChangeAsync(new() { Value = true });
        await page.Find("#field-RecordCount-bulk").ChangeAsync(new() { Value = "1" });
        var before = (await Desk.Stores.EntriesAsync()).Count;

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Tick this box to release them", Read(page.Find(".error-summary")), StringComparison.Ordinal));
        Assert.Equal(before, (await Desk.Stores.EntriesAsync()).Count);

        await page.Find("#field-BulkRelease-bulk").ChangeAsync(new() { Value = true });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal(SubjectState.Destroyed, Desk.Stores.State(subject)), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_open_request_closes_the_form_and_is_named()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var number = await Desk.RegisteredAsync(subject);

        var page = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));

        page.WaitForAssertion(() => Assert.Contains($"href=\"/requests/{number}\"", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task The_number_of_a_destroyed_subject_leads_to_the_proof()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        await Desk.DestroyAsync(DestructionDesk.Command(subject));

        var page = Draw<TombstoneView>(Actors.Staff, $"/subjects/{subject}", parameters => parameters.Add(one => one.SubjectId, subject));

        page.WaitForAssertion(() => Assert.Contains("On time", Read(page.Find(".tombstone")), StringComparison.Ordinal));
        Assert.Contains(Actors.Dpo.Name, Read(page.Find(".facts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_reads_the_list_and_the_proof_and_is_offered_nothing_to_do()
    {
        var (waiting, gone) = (await Desk.AddAsync(), await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));
        await Desk.OweAsync(waiting);
        await Desk.OweAsync(gone);
        var paper = new CopyForm { Kind = CopyKind.PaperFile, What = "Folder 12", Place = "Archive", Keeper = "Registry" };
        Assert.True((await Desk.Get<KeepCopies>().NoteAsync(Actors.Staff, gone, paper, CancellationToken.None)).IsDone);
        Assert.NotNull((await Desk.DestroyAsync(DestructionDesk.Command(gone))).Value.DestroyedAt);

        var list = Draw<DestructionsPage>(Actors.Auditor, "/destruction");
        list.WaitForElement("table");
        Assert.Empty(list.FindAll("button:not(.link-button), input, a[href^='/subjects'], a[href='/destruction/depersonalise']"));
        Assert.Equal("/reports/statistics", list.Find("a[href^='/reports']").GetAttribute("href"));
        Assert.Contains(waiting.ToString(), Read(list.Find("tbody th")), StringComparison.Ordinal);
        Assert.NotEmpty(list.FindAll($"a[href='/destruction/{gone}/proof']"));

        var proof = Draw<TombstonePage>(Actors.Auditor, $"/destruction/{gone}/proof", parameters => parameters.Add(one => one.Number, gone.ToString()));
        proof.WaitForElement(".care-list");
        Assert.Equal(3, proof.FindAll($"a[href^='/destruction/{gone}/act.pdf?language=']").Count);
        Assert.NotEmpty(proof.FindAll("a[href^='/audit/']"));
        Assert.Empty(proof.FindAll("button:not(.link-button), input, select, a[href^='/subjects'], a[href^='/notices']"));
        Assert.Contains("not destroyed", Read(proof.Find(".care-list")), StringComparison.Ordinal);
        Assert.All(["Folder 12", "Archive", "Registry"], word => Assert.DoesNotContain(word, proof.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_living_record_has_no_proof_and_nobody_reads_of_another_role()
    {
        var subject = await Desk.AddAsync();

        var proof = Draw<TombstonePage>(Actors.Auditor, $"/destruction/{subject}/proof", parameters => parameters.Add(one => one.Number, subject.ToString()));
        proof.WaitForAssertion(() => Assert.Contains("Nothing was destroyed under this number", Read(proof.Find(".empty")), StringComparison.Ordinal));

        foreach (var actor in Actors.Without(Right.ReadDestructions))
        {
            var closed = Draw<TombstonePage>(actor, $"/destruction/{subject}/proof", parameters => parameters.Add(one => one.Number, subject.ToString()));
            Assert.DoesNotContain(subject.ToString(), closed.Markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reason_to_keep_closes_the_form_until_it_is_lifted()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var page = Act(Actors.Dpo, subject);
        await ButtonAsync(page, "Note a reason to keep it");
        await page.Find("#field-HoldKind-hold").ChangeAsync(new() { Value = "LegalDuty" });

        await page.Find("#field-HoldBasis-hold").Closest("form")!.SubmitAsync();

        Assert.Equal("true", page.Find("#field-HoldBasis-hold").GetAttribute("aria-invalid"));
        Assert.Equal("LegalDuty", page.Find("#field-HoldKind-hold").GetAttribute("value"));
        await page.Find("#field-HoldBasis-hold").ChangeAsync(new() { Value = "Tax code, article 48" });
        await page.Find("#field-HoldBasis-hold").Closest("form")!.SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Tax code, article 48", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#field-SubjectNumber")));

        await ButtonAsync(page, "Lift");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#field-SubjectNumber")));
    }

    [Fact]
    public async Task A_copy_is_noted_before_and_ticked_off_after_the_destruction()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var before = Draw<CopiesSection>(Actors.Staff, $"/subjects/{subject}/copies", parameters => parameters.Add(one => one.SubjectId, subject));
        before.WaitForElement("p");
        await ButtonAsync(before, "Note a copy");
        await before.Find("form").SubmitAsync();
        Assert.Equal(4, before.FindAll(".field-error").Count);
        await before.Find("#field-CopyKind-copy").ChangeAsync(new() { Value = "PaperFile" });
        foreach (var (input, typed) in new[] { ("What", "Folder 12"), ("Place", "Archive"), ("Keeper", "Registry") })
        {
            await before.Find($"#field-Copy{input}-copy").ChangeAsync(new() { Value = typed });
        }

        await before.Find("form").SubmitAsync();
        before.WaitForAssertion(() => Assert.Contains("Folder 12", Read(before.Find(".care-list")), StringComparison.Ordinal));
        await Desk.DestroyAsync(DestructionDesk.Command(subject));

        var after = Draw<TombstoneView>(Actors.Staff, $"/subjects/{subject}", parameters => parameters.Add(one => one.SubjectId, subject));
        after.WaitForElement(".care-list");
        Assert.Equal(3, after.FindAll($"a[href^='/destruction/{subject}/act.pdf?language=']").Count);
        await ButtonAsync(after, "Destroyed by hand…");
        await after.Find("#field-CopyDisposal-copy-1").ChangeAsync(new() { Value = "Shredded" });
        await after.Find(".care-list form").SubmitAsync();

        after.WaitForAssertion(() => Assert.Contains("Shredded", Read(after.Find(".care-list")), StringComparison.Ordinal));
        Assert.DoesNotContain("Folder 12", after.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_selection_is_confirmed_once_and_each_record_says_what_became_of_it()
    {
        var (first, second) = (await Desk.AddAsync(), await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));
        await Desk.OweAsync(first);
        await Desk.OweAsync(second);
        var page = Draw<DestructionsPage>(Actors.Dpo, "/destruction");
        page.WaitForElement("thead input[type=checkbox]");
        await page.Find("thead input[type=checkbox]").ChangeAsync(new() { Value = true });
        Assert.Contains("Clause 9.7: No purpose or consent remains (2)", page.Markup, StringComparison.Ordinal);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".error-summary li").Count));
        Assert.Equal(SubjectState.Active, Desk.Stores.State(first));

        // Something comes between the look and the act.
        TestStores.Sql(
            Desk.Stores.Files.Records,
            $"INSERT INTO LegalHolds (SubjectId, Number, Kind, Basis, SetAt, SetById, SetByName) VALUES ({second.Number}, 1, 0, x'00', 0, 'x', 'x')");
        await page.Find("#field-BulkGate-bulk").ChangeAsync(new() { Value = true });
        await page.Find("#field-RecordCount-bulk").ChangeAsync(new() { Value = "2" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Done: 1. Refused: 1. Not begun: 0.", Read(page.Find(".selection-progress [role=status]")), StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll($".selection-progress a[href='/destruction/{first}/act.pdf?language=en']"));
        Assert.Contains("reasons to keep it stand", Read(page.Find(".selection-progress")), StringComparison.Ordinal);
        Assert.Equal((SubjectState.Destroyed, SubjectState.Active), (Desk.Stores.State(first), Desk.Stores.State(second)));

        await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Serikov"));
        Assert.NotEmpty(page.FindAll(".selection-progress tbody tr"));
        await ButtonAsync(page, "Close");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".selection-progress")));
    }

    [Fact]
    public async Task A_record_that_is_owed_twice_is_one_row_and_what_would_be_refused_says_why_and_cannot_be_chosen()
    {
        var (twice, asked) = (await Desk.AddAsync(), await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));
        await Desk.OweAsync(twice);
        await Desk.OweAsync(twice, DutyKind.DestroyOnEvidence);
        await Desk.OweAsync(asked);
        var number = await Desk.RegisteredAsync(asked);

        var page = Draw<DestructionsPage>(Actors.Dpo, "/destruction");

        page.WaitForElement("tbody tr");
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.Contains("2 records wait", Read(page.Find("header")), StringComparison.Ordinal);
        var (first, second) = (page.FindAll("tbody tr")[0], page.FindAll("tbody tr")[1]);
        Assert.Contains("Clause 9.4", Read(first), StringComparison.Ordinal);
        Assert.Contains("Clause 9.7 · also due", Read(first), StringComparison.Ordinal);
        Assert.NotNull(first.QuerySelector("input[type=checkbox]"));
        Assert.Null(second.QuerySelector("input[type=checkbox]"));
        Assert.Contains("1 open request needs the data", Read(second), StringComparison.Ordinal);
        Assert.NotNull(second.QuerySelector($"a[href='/requests/{number}']"));
        var staff = Draw<DestructionsPage>(Actors.Staff, "/destruction");
        staff.WaitForElement("tbody tr");
        Assert.Contains("1 open request needs the data", staff.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_whose_text_names_the_person_closes_the_form_until_it_is_written_anew()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        await Desk.NoteNamingAsync(subject);
        var page = Act(Actors.Dpo, subject);
        page.WaitForAssertion(() => Assert.Contains("names the person", page.Markup, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(page.FindAll("#field-SubjectNumber"));

        await ButtonAsync(page, "Change the text");
        await page.Find("#field-CopyWhat-text-1").Closest("form")!.SubmitAsync();
        Assert.Equal("true", page.Find("#field-CopyWhat-text-1").GetAttribute("aria-invalid"));
        await page.Find("#field-CopyWhat-text-1").ChangeAsync(new() { Value = "Folder 12" });
        await page.Find("#field-CopyWhat-text-1").Closest("form")!.SubmitAsync();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#field-SubjectNumber")));
        Assert.DoesNotContain(DestructionStores.LastName, page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<DestroyPage> Act(Actor actor, SubjectId subject)
    {
        var page = Draw<DestroyPage>(actor, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("form, .section");
        return page;
    }

    private static Task ButtonAsync<TPage>(IRenderedComponent<TPage> page, string name)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        page.FindAll("button").First(button => Read(button).StartsWith(name, StringComparison.Ordinal)).ClickAsync();
}
