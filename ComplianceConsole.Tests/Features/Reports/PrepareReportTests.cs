using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Reports;

/// <summary>What happens while a report is drawn.</summary>
public sealed class PrepareReportTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Nobody_else_waits_while_a_report_is_drawn()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = await ConfirmedAsync(desk, subject);
        using var drawing = new HeldRenderer(desk.Get<IReportRenderer>(), held: 1);

        var preparing = PrepareAsync(desk, number, drawing);
        await drawing.Begun.WaitAsync(s_limit);
        var other = await desk.RegisterAsync(desk.Asked()).WaitAsync(s_limit);
        drawing.GoOn();

        Assert.True(other.IsDone);
        Assert.Equal(1, (await preparing).Value);
        Assert.Single((await desk.ReadAsync(number)).Reports);
    }

    [Fact]
    public async Task A_record_that_moved_while_it_was_drawn_is_gathered_anew()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = await ConfirmedAsync(desk, subject);
        using var drawing = new HeldRenderer(desk.Get<IReportRenderer>(), held: 1);

        var preparing = PrepareAsync(desk, number, drawing);
        await drawing.Begun.WaitAsync(s_limit);
        await desk.BlockAsync(subject);
        drawing.GoOn();

        Assert.Equal(1, (await preparing).Value);
        Assert.Equal(2, drawing.Count);
        Assert.Single((await desk.ReadAsync(number)).Reports);
        Assert.True((await desk.Get<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task A_request_that_went_on_while_its_report_was_drawn_keeps_no_report()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = await ConfirmedAsync(desk, subject);
        using var drawing = new HeldRenderer(desk.Get<IReportRenderer>(), held: 1);

        var preparing = PrepareAsync(desk, number, drawing);
        await drawing.Begun.WaitAsync(s_limit);
        Assert.Equal(1, (await desk.PrepareAsync(number)).Value);
        drawing.GoOn();

        Assert.IsType<ChangedMeanwhile>((await preparing).Refusal);
        Assert.Single((await desk.ReadAsync(number)).Reports);
    }

    [Fact]
    public async Task A_record_that_becomes_blocked_to_who_asks_while_it_is_drawn_is_not_told()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = (await desk.RegisterAsync(desk.Asked(subject) with { Applicant = ApplicantKind.AuthorisedBody })).Value;
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        using var drawing = new HeldRenderer(desk.Get<IReportRenderer>(), held: 1);

        var preparing = PrepareAsync(desk, number, drawing);
        await drawing.Begun.WaitAsync(s_limit);
        await desk.BlockAsync(subject);
        drawing.GoOn();

        Assert.IsType<RecordBlocked>((await preparing).Refusal);
        Assert.Empty((await desk.ReadAsync(number)).Reports);
    }

    private static async Task<RequestNumber> ConfirmedAsync(RequestDesk desk, SubjectId subject)
    {
        var number = await desk.RegisteredAsync(subject);
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        return number;
    }

    private static async Task<Result<int>> PrepareAsync(RequestDesk desk, RequestNumber number, IReportRenderer renderer)
    {
        var command = new PrepareReportCommand(number, await desk.VersionAsync(number));
        return await new PrepareReport(desk.Stores.Operation, desk.Get<RegisterReader>(), renderer, desk.Clock)
            .HandleAsync(Actors.Dpo, command, CancellationToken.None);
    }

    /// <summary>Draws, and holds the first drawings back until it is told to go on.</summary>
    private sealed class HeldRenderer(IReportRenderer inner, int held) : IReportRenderer, IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _goOn = new();

        public Task Begun => _begun.Task;

        public int Count { get; private set; }

        public int Render(ReportDocument document, Stream target, RenderOptions options)
        {
            if (++Count <= held)
            {
                _begun.SetResult();
                Assert.True(_goOn.Wait(s_limit));
            }

            return inner.Render(document, target, options);
        }

        public void GoOn() => _goOn.Set();

        public void Dispose() => _goOn.Dispose();
    }
}
