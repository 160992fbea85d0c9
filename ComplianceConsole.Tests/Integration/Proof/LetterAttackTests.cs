using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// Two persons ask, enclose documents, are sent reports and letters; one is destroyed. Before and after every step somebody keeps keyring and records,
/// and has the present root key in the end: no column of no table says anything of whoever was destroyed, under nobody's key.
/// </summary>
public sealed class LetterAttackTests
{
    private const string Stranger = "Nurlan Bolatov";

    private static readonly string[] s_doomed = [.. DestructionStores.Values, "Kozhakhmetova at the counter", "gulnara.answers@example.kz"];

    private readonly List<(string Keyring, string Records)> _kept = [];

    [Fact]
    public async Task Letters_requests_documents_and_reports_of_whoever_was_destroyed_open_in_no_file_there_ever_was()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var doomed = await desk.AddAsync();
        var living = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"), (FieldCode.Email, "bolatov@example.kz"));
        Keep(desk);
        var firstRoot = Assert.Single(TreeStores.RootKeysIn(desk.Stores.Directory));
        var asked = await AskAsync(desk, doomed, s_doomed[^2], s_doomed[^1]);
        await AskAsync(desk, living, Stranger, "bolatov@example.kz");
        Keep(desk);

        // Reports and letters lie in the outbox, and go out while everybody is alive.
        Assert.True((await desk.DeliverAsync()).IsDone);
        Keep(desk);
        Assert.Equal(RequestStage.Closed, (await desk.ReadAsync(asked)).Course.Ended);
        await desk.OweAsync(doomed);
        Assert.NotNull((await desk.DestroyAsync(DestructionDesk.Command(doomed))).Value.DestroyedAt);
        Keep(desk);

        // Destroyed is said, and the letter that says so goes out after it.
        Assert.True((await desk.DeliverAsync()).IsDone);
        Keep(desk);
        await SweepAsync(desk);
        await SweepAsync(desk);
        Assert.True(desk.Get<Keyring>().FinishRenewal());
        Keep(desk);

        var root = Assert.Single(TreeStores.RootKeysIn(desk.Stores.Directory));
        var opened = Open(root);
        Assert.DoesNotContain(opened, one => s_doomed.Any(value => one.Text.Contains(value, StringComparison.Ordinal)));
        Assert.DoesNotContain(opened, one => one.Kind == KeyHolder.Subject && one.Id == doomed.Number);
        Assert.Contains(opened, one => one.Column is "Subjects.Profile" && one.Text.Contains("Bolatov", StringComparison.Ordinal));
        Assert.Contains(opened, one => one.Column is "Requests.Details" && one.Text.Contains(Stranger, StringComparison.Ordinal));
        Assert.True((await desk.Stores.VerifyAsync()).Holds);

        // The attack is worth its name: with the keys of the first day it opens each of these of whoever was destroyed.
        var before = Open(firstRoot, root);
        Assert.All(
            (string[])["Subjects.Profile", "Requests.Details", "Notices.Content", "RequestDocuments.Name"],
            column => Assert.Contains(before, one => string.Equals(one.Column, column, StringComparison.Ordinal) && s_doomed.Any(value => one.Text.Contains(value, StringComparison.Ordinal))));
        Assert.Contains(before, one => one.Column is "Reports.Content" && one.Kind == KeyHolder.Subject && one.Id == doomed.Number && one.Text.StartsWith("%PDF", StringComparison.Ordinal));
        Assert.Contains(before, one => one.Column is "RequestDocuments.Content" && one.Text.StartsWith("%PDF", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_that_goes_out_after_the_destruction_is_destroyed_by_the_next_sweep_with_one_renewal_for_all()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = new List<SubjectId> { await desk.AddAsync(), await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"), (FieldCode.Email, "b@example.kz")) };
        foreach (var subject in subjects)
        {
            await desk.OweAsync(subject);
            Assert.NotNull((await desk.DestroyAsync(DestructionDesk.Command(subject))).Value.DestroyedAt);
        }

        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.DoesNotContain(desk.Get<Keyring>().AllTombstones(), one => one.Kind == KeyHolder.Notice);
        var renewals = 0;
        desk.Get<Keyring>().Step = step => renewals += step is "next written" ? 1 : 0;
        await SweepAsync(desk);
        await SweepAsync(desk);

        Assert.Equal(1, renewals);
        var letters = await desk.ReadAsync(db => Task.FromResult(db.Notices.Select(row => row.Id).ToList()));
        Assert.Equal(2, letters.Count);
        Assert.Equal(letters.Order(), desk.Get<Keyring>().AllTombstones().Where(one => one.Kind == KeyHolder.Notice).Select(one => one.Id).Order());
    }

    [Fact]
    public async Task Letters_to_those_who_live_renew_nothing()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await AskAsync(desk, await desk.AddAsync(), Stranger, "bolatov@example.kz");
        var renewals = 0;
        desk.Get<Keyring>().Step = step => renewals += step is "next written" ? 1 : 0;
        Assert.True((await desk.DeliverAsync()).IsDone);
        await SweepAsync(desk);

        Assert.Equal(0, renewals);
        Assert.Empty(desk.Get<Keyring>().AllTombstones());
    }

    // A request for disclosure with a document, answered by a report that is sent.
    private static async Task<RequestNumber> AskAsync(RequestDesk desk, SubjectId subject, string name, string replyTo)
    {
        var paper = new DocumentUpload(DocumentKind.Application, name + ".pdf", "%PDF-1.7 a paper"u8.ToArray());
        var number = (await desk.RegisterAsync(desk.Asked(subject) with { ApplicantName = name, ReplyTo = replyTo, Documents = [paper] })).Value;
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        Assert.Equal(1, (await desk.PrepareAsync(number)).Value);
        Assert.True((await desk.ApproveAsync(number)).IsDone);
        Assert.True((await desk.SendReportAsync(number, replyTo: replyTo)).IsDone);
        return number;
    }

    private static Task SweepAsync(RequestDesk desk) => desk.Get<Sweep>().RunAsync(CancellationToken.None);

    private void Keep(RequestDesk desk) =>
        _kept.Add((TreeStores.Archive(desk.Stores.Files.Keyring, $"keys-{_kept.Count}.kept"), TreeStores.Archive(desk.Stores.Files.Records, $"console-{_kept.Count}.kept")));

    private IReadOnlyList<(string Column, KeyHolder Kind, long Id, string Text)> Open(params IReadOnlyList<byte[]> roots) =>
        SealedColumns.Open(_kept.Select(one => one.Records), SealedColumns.KeysIn([.. _kept.Select(one => one.Keyring)], roots));
}
