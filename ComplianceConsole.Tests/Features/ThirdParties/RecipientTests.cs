using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.ThirdParties;

public sealed class RecipientTests
{
    [Fact]
    public async Task An_entry_is_added_changed_and_ended_and_stays_in_the_register()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var id = await stores.AddCourierAsync();
        var shown = (await stores.Get<ReadRecipients>().HandleAsync(Actors.Dpo, id, CancellationToken.None)).Value.Recipient;

        Assert.True((await stores.Get<SaveRecipient>().HandleAsync(
            Actors.Dpo, RecipientDesk.Courier with { Id = id, Version = shown.Version, Country = "DE" }, CancellationToken.None)).IsDone);
        Assert.IsType<ChangedMeanwhile>((await stores.Get<SaveRecipient>().HandleAsync(
            Actors.Dpo, RecipientDesk.Courier with { Id = id, Version = shown.Version }, CancellationToken.None)).Refusal);
        Assert.True((await stores.Get<SaveRecipient>().EndAsync(Actors.Dpo, id, shown.Version + 1, CancellationToken.None)).IsDone);

        var listed = Assert.Single((await stores.Get<ReadRecipients>().ListAsync(Actors.Auditor, CancellationToken.None)).Value);
        Assert.True(listed.IsCrossBorder);
        Assert.Equal(stores.Clock.Now, listed.EndedAt);
        Assert.IsType<ChangedMeanwhile>((await stores.Get<SaveRecipient>().HandleAsync(
            Actors.Dpo, RecipientDesk.Courier with { Id = id, Version = listed.Version }, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Every_problem_of_an_entry_is_told_at_once()
    {
        await using var stores = await RecipientDesk.OpenAsync();

        var refusal = (await stores.Get<SaveRecipient>().HandleAsync(
            Actors.Dpo,
            new RecipientForm { Bin = "12", Country = "XX", Email = "no address", ContractDate = new LocalDate(2027, 1, 1), ContractUntil = new LocalDate(2026, 1, 1) },
            CancellationToken.None)).Refusal;

        Assert.Equal(
            [
                "RecipientName", "RecipientBin", "Country", "RecipientEmail", "RecipientAddress", "Language", "PurposeGround", "ContractNumber",
                "ContractDate", "ContractUntil", "Purposes", "Fields",
            ],
            Assert.IsType<InvalidInputs>(refusal).Problems.Select(problem => problem.FieldName),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(FieldCode.BankCardNumber)]
    [InlineData(FieldCode.PasswordSet)]
    [InlineData(FieldCode.Website)]
    public async Task Nobody_receives_a_field_that_no_purpose_of_theirs_needs(string field)
    {
        await using var stores = await RecipientDesk.OpenAsync();

        var refusal = (await stores.Get<SaveRecipient>().HandleAsync(
            Actors.Dpo, RecipientDesk.Courier with { Fields = [FieldCode.LastName, field] }, CancellationToken.None)).Refusal;

        Assert.Equal(new InvalidInput("Fields", "NotForRecipient"), Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems));
    }

    [Fact]
    public async Task Only_the_responsible_person_keeps_the_register_and_whoever_reads_registers_reads_it()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var id = await stores.AddCourierAsync();
        foreach (var actor in Actors.Without(Right.KeepThirdParties))
        {
            Assert.IsType<NotAllowed>((await stores.Get<SaveRecipient>().HandleAsync(actor, RecipientDesk.Courier, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await stores.Get<SaveRecipient>().EndAsync(actor, id, 1, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await stores.Get<ReadRecipients>().HandleAsync(actor, id, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await stores.Get<RecordTransfer>().HandleAsync(
                actor, stores.Transfer(new SubjectId(1), id), CancellationToken.None)).Refusal);
        }

        foreach (var actor in Actors.All)
        {
            var list = await stores.Get<ReadRecipients>().ListAsync(actor, CancellationToken.None);
            Assert.Equal(actor.May(Right.ReadRegisters), list.IsDone);
        }
    }
}
