using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>A closed request is history: neither a use case nor a statement on the file changes it; a mistake is mended by an entry.</summary>
public sealed class ClosedRequestTests
{
    public static TheoryData<string> Statements =>
    [
        "UPDATE Requests SET Stage = 0",
        "UPDATE Requests SET EvidenceAt = 1",
        "UPDATE Requests SET NotifiedAt = NULL",
        "UPDATE Requests SET Details = x'00'",
        "DELETE FROM Requests",
        "INSERT OR REPLACE INTO Requests SELECT * FROM Requests",
        "UPDATE RequestMatters SET NotifiedAt = NULL",
        "UPDATE RequestMatters SET Reason = x'00'",
        "DELETE FROM RequestMatters",
        "INSERT INTO RequestMatters (RequestId, Kind, Decision) SELECT Id, 6, 0 FROM Requests",
        "INSERT OR REPLACE INTO RequestMatters SELECT * FROM RequestMatters",
        "UPDATE RequestSteps SET ActorName = 'X'",
        "DELETE FROM RequestSteps",
        "INSERT INTO RequestSteps (RequestId, Sequence, Step, Stage, At, ActorId, ActorName) SELECT Id, 99, 10, 6, 0, 'x', 'x' FROM Requests",
        "INSERT OR REPLACE INTO RequestSteps SELECT * FROM RequestSteps",
        "UPDATE RequestDocuments SET Size = 0",
        "DELETE FROM RequestDocuments",
        "INSERT INTO RequestDocuments (RequestId, Sequence, Kind, ReceivedAt, AddedAt, AddedBy, ContentType, Size, Name, Content) "
            + "SELECT Id, 99, 0, 0, 0, 'x', 'text/plain', 1, x'00', x'00' FROM Requests",
    ];

    [Fact]
    public async Task No_step_is_open_any_more_but_a_correcting_entry()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await ClosedAsync(desk);

        Assert.IsType<StepNotOpen>((await desk.ConfirmAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.AnswerAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.TellAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.CloseAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.RefuseAsync(number, matter: RequestKind.Information)).Refusal);
        Assert.IsType<StepNotOpen>((await AddFileAsync(desk, number)).Refusal);

        Assert.IsType<InvalidInputs>((await desk.MendAsync(number, " ")).Refusal);
        Assert.True((await desk.MendAsync(number, "It came on the 19th.")).IsDone);
        Assert.True((await desk.MendAsync(number, "By post, not by e-mail.")).IsDone);
        var view = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.Closed, view.Stage);
        Assert.Equal(["It came on the 19th.", "By post, not by e-mail."], view.Steps.TakeLast(2).Select(step => step.Note), StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_open_request_takes_no_correcting_entry()
    {
        await using var desk = await RequestDesk.OpenAsync();

        Assert.IsType<StepNotOpen>((await desk.MendAsync(await desk.RegisteredAsync())).Refusal);
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task The_database_refuses_too(string statement)
    {
        await using var desk = await RequestDesk.OpenAsync();
        await ClosedAsync(desk);

        var refused = Assert.Throws<SqliteException>(() => TestStores.Sql(desk.Stores.Files.Records, statement));

        Assert.True(
            refused.Message.Contains("a closed request is not changed", StringComparison.Ordinal)
                || refused.Message.Contains("history is never overwritten", StringComparison.Ordinal),
            refused.Message);
    }

    [Fact]
    public async Task A_decision_is_not_changed_in_an_open_request_either()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.AnswerAsync(await desk.ConfirmedAsync(RequestKind.Information, subject: null));

        Assert.Throws<SqliteException>(() => TestStores.Sql(desk.Stores.Files.Records, "UPDATE RequestMatters SET Decision = 2"));
    }

    private static async Task<RequestNumber> ClosedAsync(RequestDesk desk)
    {
        var number = await desk.ConfirmedAsync(RequestKind.Information, subject: null);
        Assert.True((await AddFileAsync(desk, number)).IsDone);
        Assert.True((await desk.AnswerAsync(number)).IsDone);
        Assert.True((await desk.TellAsync(number)).IsDone);
        Assert.True((await desk.CloseAsync(number)).IsDone);
        return number;
    }

    private static Task<Result<Done>> AddFileAsync(RequestDesk desk, RequestNumber number) =>
        desk.Get<RequestFiles>().AddAsync(
            Actors.Staff,
            new AddDocumentsCommand(number, desk.Clock.Now, [new DocumentUpload(DocumentKind.Application, "letter.txt", "A letter"u8.ToArray())]),
            CancellationToken.None);
}
