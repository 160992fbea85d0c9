using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects;
using ComplianceConsole.Features.Subjects.Access;
using ComplianceConsole.Features.Subjects.History;
using ComplianceConsole.Features.Subjects.Page;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class ReadSubjectTests
{
    [Fact]
    public async Task Each_field_stands_with_purpose_ground_source_and_last_change()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);

        var view = (await ReadAsync(stores, Actors.Dpo, subject)).Value;

        Assert.Equal(FieldCode.All, view.Fields.Select(field => field.Code), StringComparer.Ordinal);
        var email = view.Fields.Single(field => string.Equals(field.Code, FieldCode.Email, StringComparison.Ordinal));
        Assert.Equal(("a.ermekova@example.kz", false, FieldSource.Registration), (email.Value, email.IsMasked, email.Source));
        Assert.Equal(stores.Clock.Now, email.ChangedAt);
        Assert.NotEmpty(email.Purposes);
        Assert.All(email.Purposes, purpose => Assert.NotNull(purpose.Ground));
        Assert.False(email.IsExcess);
        Assert.Null(view.Fields.Single(field => string.Equals(field.Code, FieldCode.Website, StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task A_value_that_no_purpose_needs_is_shown_as_excess()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        TestStores.Sql(stores.Files.Records, "UPDATE Fields SET Purposes = '' WHERE Code IN ('post', 'website')");

        var view = (await ReadAsync(stores, Actors.Dpo, subject)).Value;

        Assert.Contains(view.Fields, field => field is { Code: FieldCode.Post, IsExcess: true });
        Assert.Contains(view.Fields, field => field is { Code: FieldCode.Website, IsExcess: false });
    }

    [Fact]
    public async Task Staff_see_masked_values_and_nobody_a_whole_card()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);

        var staff = (await ReadAsync(stores, Actors.Staff, subject)).Value;
        var dpo = (await ReadAsync(stores, Actors.Dpo, subject)).Value;

        Assert.Equal("Ermekova Aigerim", staff.Name);
        Assert.Equal(
            [FieldCode.Phone, FieldCode.Email, FieldCode.Post, FieldCode.BankCardNumber],
            staff.Fields.Where(field => field.IsMasked).Select(field => field.Code),
            StringComparer.Ordinal);
        Assert.Equal([FieldCode.BankCardNumber], dpo.Fields.Where(field => field.IsMasked).Select(field => field.Code), StringComparer.Ordinal);
        Assert.EndsWith("8988", dpo.Fields.Single(field => field.IsMasked).Value, StringComparison.Ordinal);
        Assert.DoesNotContain("4000", dpo.Fields.Single(field => field.IsMasked).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_record_opens_for_the_responsible_person_and_asks_for_the_missing_reason()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        await stores.Block(Actors.Staff, subject);

        Assert.IsType<RecordBlocked>((await ReadAsync(stores, Actors.Staff, subject)).Refusal);
        Assert.IsType<RecordBlocked>((await HistoryAsync(stores, Actors.Staff, subject)).Refusal);
        Assert.Equal(new BlockView("Daniyar", HasReason: false, Reason: null), (await ReadAsync(stores, Actors.Dpo, subject)).Value.Block);
        await stores.Reason(Actors.Staff, subject, "A letter");
        await stores.Reason(Actors.Dpo, subject, "A letter and a call");
        Assert.Equal(new BlockView("Daniyar", HasReason: true, "A letter and a call"), (await ReadAsync(stores, Actors.Dpo, subject)).Value.Block);
    }

    [Fact]
    public async Task The_reason_of_an_earlier_block_is_not_told_of_a_later_one()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        await stores.Block(Actors.Staff, subject);
        await stores.Reason(Actors.Staff, subject, "A letter");
        await stores.Unblock(Actors.Dpo, subject, "Not confirmed");
        Assert.Null((await ReadAsync(stores, Actors.Dpo, subject)).Value.Block);

        await stores.Block(Actors.Dpo, subject);

        Assert.Equal(new BlockView("Aigerim", HasReason: false, Reason: null), (await ReadAsync(stores, Actors.Dpo, subject)).Value.Block);
    }

    [Fact]
    public async Task The_history_has_every_step_newest_first_and_reasons_for_the_responsible_person_alone()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        stores.Clock.Advance(Duration.FromMinutes(1));
        await stores.Block(Actors.Staff, subject);
        await stores.Reason(Actors.Staff, subject, "A letter");
        stores.Clock.Advance(Duration.FromMinutes(1));
        await stores.Unblock(Actors.Dpo, subject, "Not confirmed");

        var dpo = (await HistoryAsync(stores, Actors.Dpo, subject)).Value;
        var staff = (await HistoryAsync(stores, Actors.Staff, subject)).Value;

        Assert.Equal(
            [(BlockEventKind.Unblocked, "Not confirmed", "Aigerim"), (BlockEventKind.ReasonGiven, "A letter", "Daniyar"), (BlockEventKind.Blocked, null, "Daniyar")],
            dpo.OfType<BlockChanged>().Select(one => (one.Kind, one.Reason, one.By!)));
        Assert.IsType<RecordMade>(dpo[^1]);
        Assert.All(staff.OfType<BlockChanged>(), one => Assert.Null(one.Reason));
        Assert.Equal(4, staff.Count);
    }

    [Fact]
    public async Task Access_tells_who_looked_when_and_why_and_shows_refused_attempts()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        await AddAsync(stores, "b@example.kz");
        await ReadAsync(stores, Actors.Staff, subject);
        await stores.Block(Actors.Dpo, subject);
        await ReadAsync(stores, Actors.Staff, subject);

        var page = (await AccessAsync(stores, Actors.Auditor, subject)).Value;

        Assert.Equal(
            [("Daniyar", ProcessingAction.Use, "subject.read", true), ("Aigerim", ProcessingAction.Blocking, "subject.block", false), ("Daniyar", ProcessingAction.Use, "subject.read", false)],
            page.Items.Take(3).Select(item => (item.Who, item.Action!.Value, item.Operation, item.IsRefused)));
        Assert.Equal((Role.Staff, "8.2"), (page.Items[2].Roles, page.Items[2].Clause));
        Assert.Equal(("Daniyar", "subject.read", "2.1(7)"), page.Refused.Select(item => (item.Who, item.Operation, item.Clause)).Single());
        Assert.Equal(4, page.Items.Count);
        Assert.Null(page.Before);
        Assert.Equal("subject.access", (await AccessAsync(stores, Actors.Dpo, subject)).Value.Items[0].Operation);
    }

    [Fact]
    public async Task Access_pages_without_gap_or_repeat()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        await Task.WhenAll(Enumerable.Range(0, 119).Select(_ => ReadAsync(stores, Actors.Dpo, subject)));

        var first = (await AccessAsync(stores, Actors.Auditor, subject)).Value;
        var second = (await AccessAsync(stores, Actors.Auditor, subject, first.Before)).Value;
        var third = (await AccessAsync(stores, Actors.Auditor, subject, second.Before)).Value;

        Assert.Equal([50, 50, 20], new[] { first, second, third }.Select(page => page.Items.Count));
        Assert.Null(third.Before);
        Assert.Equal(120, new[] { first, second, third }.SelectMany(page => page.Items).Select(item => item.Index).Distinct().Count());
    }

    [Fact]
    public async Task Who_may_not_read_is_refused()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);

        foreach (var actor in Actors.Without(Right.ReadSubject))
        {
            Assert.IsType<NotAllowed>((await ReadAsync(stores, actor, subject)).Refusal);
            Assert.IsType<NotAllowed>((await HistoryAsync(stores, actor, subject)).Refusal);
        }

        foreach (var actor in Actors.Without(Right.ReadAccess))
        {
            Assert.IsType<NotAllowed>((await AccessAsync(stores, actor, subject)).Refusal);
        }
    }

    [Fact]
    public async Task Nobody_has_a_page_under_a_number_that_was_not_given_or_destroyed()
    {
        await using var stores = await OpenAsync();
        var subject = await AddAsync(stores);
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 4");

        Assert.IsType<NotFound>((await ReadAsync(stores, Actors.Dpo, new SubjectId(99))).Refusal);
        Assert.IsType<NotFound>((await AccessAsync(stores, Actors.Dpo, new SubjectId(99))).Refusal);
        Assert.IsType<RecordDestroyed>((await ReadAsync(stores, Actors.Dpo, subject)).Refusal);
    }

    private static async Task<TestStores> OpenAsync() =>
        await (await TestStores.OpenAsync(more: services => services.AddSubjects())).WithRegistersAsync();

    private static Task<SubjectId> AddAsync(TestStores stores, string email = "a.ermekova@example.kz") =>
        stores.AddSubjectAsync(
            (FieldCode.LastName, "Ermekova"),
            (FieldCode.FirstName, "Aigerim"),
            (FieldCode.Phone, "+77750001542"),
            (FieldCode.Email, email),
            (FieldCode.Post, "Director"),
            (FieldCode.BankCardNumber, "4000007070768988"),
            (FieldCode.UserType, "enterprise"));

    private static Task<Result<SubjectView>> ReadAsync(TestStores stores, Actor actor, SubjectId subject) =>
        stores.Services.GetRequiredService<ReadSubject>().HandleAsync(actor, subject, CancellationToken.None);

    private static Task<Result<IReadOnlyList<HistoryItem>>> HistoryAsync(TestStores stores, Actor actor, SubjectId subject) =>
        stores.Services.GetRequiredService<ReadHistory>().HandleAsync(actor, subject, CancellationToken.None);

    private static Task<Result<AccessPage>> AccessAsync(TestStores stores, Actor actor, SubjectId subject, long? before = null) =>
        stores.Services.GetRequiredService<ReadAccess>().HandleAsync(actor, subject, before, CancellationToken.None);
}
