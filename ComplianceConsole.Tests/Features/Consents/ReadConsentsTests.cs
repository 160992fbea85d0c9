using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Consents;

public sealed class ReadConsentsTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 6, 0);

    [Fact]
    public async Task Every_event_stands_with_version_purposes_channel_and_proof()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await AddAsync(stores, subject, ConsentAct.Registration, ConsentEventKind.Given, day: 0);
        await AddAsync(stores, subject, ConsentAct.Registration, ConsentEventKind.Withdrawn, day: 10);
        await AddAsync(stores, subject, ConsentAct.Registration, ConsentEventKind.Given, day: 20);

        var view = (await ReadAsync(stores, Actors.Dpo, subject)).Value;

        Assert.Equal(
            [ConsentEventKind.Given, ConsentEventKind.Withdrawn, ConsentEventKind.Given],
            view.Events.Select(one => one.Kind));
        var first = view.Events[0];
        Assert.Equal(("2024-06", Channel.Email, "Letter of Ermekova"), (first.PolicyVersion, first.Channel, first.Proof));
        Assert.Equal(["3.2.1", "3.2.2"], first.Purposes);
        Assert.Equal([new ConsentGap(Start + Duration.FromDays(10), Start + Duration.FromDays(20))], view.Gaps);
        Assert.NotEmpty(view.Purposes);
    }

    [Fact]
    public async Task Staff_are_not_shown_the_proof()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await AddAsync(stores, subject, ConsentAct.Registration, ConsentEventKind.Given, day: 0);

        var view = (await ReadAsync(stores, Actors.Staff, subject)).Value;

        Assert.False(view.ShowsProof);
        Assert.Equal("", Assert.Single(view.Events).Proof);
    }

    [Fact]
    public async Task Who_may_not_read_is_refused_and_a_blocked_record_stays_closed_to_staff()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        foreach (var actor in Actors.Without(Right.ReadSubject))
        {
            Assert.IsType<NotAllowed>((await ReadAsync(stores, actor, subject)).Refusal);
        }

        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 1");
        Assert.IsType<RecordBlocked>((await ReadAsync(stores, Actors.Staff, subject)).Refusal);
        Assert.True((await ReadAsync(stores, Actors.Dpo, subject)).IsDone);
    }

    private static async Task<TestStores> OpenAsync() =>
        await (await TestStores.OpenAsync(more: services => services.AddConsents())).WithRegistersAsync();

    private static Task<Result<ConsentsView>> ReadAsync(TestStores stores, Actor actor, SubjectId subject) =>
        stores.Services.GetRequiredService<ReadConsents>().HandleAsync(actor, subject, CancellationToken.None);

    private static Task AddAsync(TestStores stores, SubjectId subject, ConsentAct act, ConsentEventKind kind, int day) =>
        stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.consent",
            async (scope, cancellation) =>
            {
                var row = await scope.Db.Subjects.SingleAsync(one => one.Id == subject.Number, cancellation);
                var sequence = row.NextSequence++;
                scope.Db.ConsentEvents.Add(
                    new ConsentEventRow
                    {
                        SubjectId = row.Id,
                        Sequence = sequence,
                        At = Start + Duration.FromDays(day),
                        Act = act,
                        Kind = kind,
                        PolicyVersion = "2024-06",
                        Channel = Channel.Email,
                        Purposes = "3.2.1,3.2.2",
                        Proof = scope.Seal<ConsentEventRow, string>(row, sequence, nameof(ConsentEventRow.Proof), "Letter of Ermekova"),
                    });
                scope.Record(ProcessingAction.Collection, "4.2.1", subject);
                return default(Done);
            },
            CancellationToken.None);
}
