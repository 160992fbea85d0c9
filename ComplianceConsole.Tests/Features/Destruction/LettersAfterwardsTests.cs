using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>The keys of letters outlive the destruction they tell of, and those of everybody else do too. Policy 9.4.</summary>
public sealed class LettersAfterwardsTests
{
    [Fact]
    public async Task The_person_s_letter_the_third_party_s_and_a_bystander_s_open_as_they_were_written()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        var other = await desk.RegisteredAsync();
        Assert.True((await desk.RefuseAsync(other)).IsDone);
        Assert.True((await desk.WriteAsync(other)).IsDone);
        var bystander = await desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync());
        var written = await desk.LetterAsync(bystander.Template);

        // The bystander's key stands on the destroyed subject's shelf.
        Assert.Equal(Keyring.ShelfOf(subject.Number), Keyring.ShelfOf(bystander.Id));
        TestStores.Sql(
            desk.Stores.Files.Records,
            $"""
            INSERT INTO Recipients (Id, Name, Country, Email, Address, Language, "Ground", ContractNumber, Purposes, Fields, CreatedAt, Version)
            VALUES (1, 'Bank', 'KZ', 'bank@example.kz', 'Almaty', 'ru', 'consent', '12', '3.2.1', 'last_name,email', 0, 0);
            INSERT INTO Transfers (SubjectId, Sequence, RecipientId, At, Purpose, Fields, ActorId, ActorName)
            VALUES ({subject.Number}, 900, 1, 0, '3.2.1', 'last_name,email', 'dpo-1', 'Aigerim')
            """);

        Assert.Equal(2, (await desk.DestroyAsync(DestructionDesk.Command(subject))).Value.Letters);

        Assert.Equal(SubjectState.Destroyed, desk.Stores.State(subject));
        var person = await desk.LetterAsync("destroyed");
        Assert.Contains(DestructionStores.LastName, person.To.Name, StringComparison.Ordinal);
        Assert.Equal(DestructionStores.Email, person.To.Email);
        Assert.Equal("bank@example.kz", (await desk.LetterAsync("recipient-destroyed")).To.Email);
        var still = await desk.LetterAsync(bystander.Template);
        Assert.Equal(written.To, still.To);
        Assert.Equal(written.Values.OrderBy(one => one.Key, StringComparer.Ordinal), still.Values.OrderBy(one => one.Key, StringComparer.Ordinal));
    }
}
