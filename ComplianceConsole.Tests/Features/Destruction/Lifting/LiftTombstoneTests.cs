using System.Globalization;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Lifting;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Intake;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction.Lifting;

/// <summary>An old export does not bring back who was destroyed, until the responsible person lets the external id in again.</summary>
public sealed class LiftTombstoneTests
{
    private static readonly string s_export = Imports.File(Imports.Row("u-1"), Imports.Row("u-2"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_of_a_destroyed_subject_is_refused_with_the_day_of_destruction(bool dryRun)
    {
        await using var stores = await OpenAsync();
        var subject = await DestroyAsync(stores);

        var again = await Imports.ImportAsync(stores, s_export, dryRun: dryRun);

        Assert.Equal((1, 0, 1), again.Counts);
        var note = Assert.Single(again.Notes);
        Assert.Equal((FieldCode.ExternalId, RowReason.DestroyedBefore), (note.Column, note.Reason));
        Assert.Contains("20 November 2026", RowReasonText.Of(note, CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        Assert.Contains($"record {subject}", RowReasonText.Of(note, CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        Assert.Equal(subject, note.Subject);
        Assert.Contains(subject.ToString(), RejectsCsv.Line(note, CultureInfo.GetCultureInfo("kk")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_a_depersonalised_subject_says_so()
    {
        await using var stores = await OpenAsync();
        var subject = await DestroyAsync(stores);
        await stores.PutAsync(subject, SubjectState.Depersonalised);

        var note = Assert.Single((await Imports.ImportAsync(stores, s_export)).Notes);

        Assert.Equal((RowReason.DepersonalisedBefore, subject), (note.Reason, note.Subject));
        var sentence = RowReasonText.Of(note, CultureInfo.GetCultureInfo("en"));
        Assert.Contains("was depersonalised on", sentence, StringComparison.Ordinal);
        Assert.Contains($"record {subject}", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keyring_itself_knows_the_external_id_by_a_hash_that_finds_nobody_living()
    {
        await using var stores = await OpenAsync();
        var subject = await DestroyAsync(stores);

        using var change = stores.Keyring.BeginChange();
        Assert.NotNull(change.DestroyedWith(stores.Keyring.Hash(IdentifierKind.ExternalId, "u-1")));
        Assert.Null(change.DestroyedWith(stores.Keyring.Hash(IdentifierKind.ExternalId, "u-2")));
        Assert.NotEqual(stores.Keyring.Hash(IdentifierKind.ExternalId, "u-1"), stores.Keyring.FindTombstone(subject)!.ExternalId);
    }

    [Fact]
    public async Task The_responsible_person_lifts_it_once_and_the_ledger_says_so()
    {
        await using var stores = await OpenAsync();
        var subject = await DestroyAsync(stores);
        var lift = stores.Services.GetRequiredService<LiftTombstone>();
        Assert.Equal(new LiftingState(IsRefused: true, LiftedAt: null), lift.Read(Actors.Staff, subject).Value);

        Assert.True((await lift.HandleAsync(Actors.Dpo, subject, CancellationToken.None)).IsDone);

        Assert.Equal(new LiftingState(IsRefused: false, stores.Clock.Now), lift.Read(Actors.Dpo, subject).Value);
        Assert.IsType<NothingToDo>((await lift.HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Refusal);
        Assert.Equal((2, 0, 0), (await Imports.ImportAsync(stores, s_export)).Counts);
        Assert.Equal(SubjectState.Destroyed, stores.State(subject));
        Assert.Equal(
            1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries WHERE instr(Bytes, CAST('tombstone.lift' AS BLOB)) > 0"));
    }

    [Fact]
    public async Task Nobody_else_lifts_it_and_nothing_is_lifted_where_nothing_was_destroyed()
    {
        await using var stores = await OpenAsync();
        var subject = await DestroyAsync(stores);
        var lift = stores.Services.GetRequiredService<LiftTombstone>();

        foreach (var actor in new[] { Actors.Staff, Actors.Manager, Actors.Auditor, Actors.Administrator })
        {
            Assert.IsType<NotAllowed>((await lift.HandleAsync(actor, subject, CancellationToken.None)).Refusal);
        }

        Assert.IsType<NotAllowed>(lift.Read(Actors.Administrator, subject).Refusal);
        Assert.IsType<NotFound>((await lift.HandleAsync(Actors.Dpo, new SubjectId(2), CancellationToken.None)).Refusal);
        Assert.True(lift.Read(Actors.Dpo, subject).Value.IsRefused);
    }

    private static Task<TestStores> OpenAsync() => Imports.OpenRecordedAsync(services => services.AddSingleton<LiftTombstone>());

    private static async Task<SubjectId> DestroyAsync(TestStores stores)
    {
        Assert.Equal((2, 0, 0), (await Imports.ImportAsync(stores, s_export)).Counts);
        var subject = new SubjectId(Assert.Single(stores.Keyring.FindSubjects(IdentifierKind.ExternalId, "u-1", 2)));
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        return subject;
    }
}
