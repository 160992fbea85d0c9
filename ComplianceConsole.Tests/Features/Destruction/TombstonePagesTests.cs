using Bunit;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Lifting;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>What the plan promises and the proof says: in words that are true, and with a way to what is named.</summary>
public sealed class TombstonePagesTests : RequestPageTest
{
    [Theory]
    [InlineData("en", "once the request is closed")]
    [InlineData("ru", "как только обращение закрыто")]
    [InlineData("kk", "өтініш жабылып")]
    public async Task The_plan_says_when_what_was_asked_in_requests_goes(string language, string words)
    {
        Speak(language);
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);

        var page = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));

        page.WaitForAssertion(() => Assert.Contains(words, Read(page.Find("section[aria-labelledby=kept-title]")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_names_copies_of_the_keyring_without_the_servers_folders()
    {
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(new FarCopy()));
        var subject = await desk.AddAsync();

        var plan = (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;

        Assert.Equal(["keys.db", "k1/keys.db"], plan.Keyrings, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_waits_is_led_to_from_the_proof()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        await Desk.DestroyAsync(DestructionDesk.Command(subject));
        var letter = await Desk.ReadAsync(db => db.Notices.Select(row => row.Id).SingleAsync());

        var page = Draw<TombstoneView>(Actors.Staff, $"/subjects/{subject}", parameters => parameters.Add(one => one.SubjectId, subject));

        page.WaitForAssertion(() => Assert.Equal($"Letter {letter}", Read(page.Find($".tombstone a[href='/notices/{letter}']"))));
    }

    [Fact]
    public async Task Who_let_the_external_id_in_again_is_said()
    {
        var subject = await Desk.Stores.AddSubjectAsync((FieldCode.ExternalId, "u-1"), (FieldCode.LastName, "Ermekova"));
        await Desk.OweAsync(subject);
        await Desk.DestroyAsync(DestructionDesk.Command(subject));
        Assert.True((await Desk.Get<LiftTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).IsDone);

        var page = Draw<TombstoneView>(Actors.Staff, $"/subjects/{subject}", parameters => parameters.Add(one => one.SubjectId, subject));

        page.WaitForAssertion(() => Assert.Contains(
            $"let in by {Actors.Dpo.Name}", Read(page.Find("section[aria-labelledby=lifting-title]")), StringComparison.Ordinal));
    }

    private sealed class FarCopy : ILiveKeyring
    {
        public string Name => "/srv/mounts/k1/keys.db";

        public bool Confirms(KeyHolder kind, long id) => true;
    }
}
