using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.SetUp;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Registers.SetUp;

public sealed class SetUpConsoleTests
{
    private static readonly LocalDate Today = new(2026, 11, 20);

    [Fact]
    public async Task An_administrator_sets_an_empty_console_up_at_once()
    {
        await using var stores = await TestStores.OpenAsync();
        var reader = stores.Services.GetRequiredService<RegisterReader>();
        var gate = new SetUpGate(reader);
        Assert.True(await gate.ClosesAsync("/", CancellationToken.None));
        Assert.False(await gate.ClosesAsync("/set-up", CancellationToken.None));

        var done = await new SetUpConsole(stores.Operation).RunAsync(Actors.Administrator, SetUpForms.Answered().ToCommand(), CancellationToken.None);

        Assert.True(done.IsDone);
        Assert.False(await gate.ClosesAsync("/", CancellationToken.None));
        var registers = await reader.GetAsync(CancellationToken.None);
        Assert.False(registers.Organisation!.IsDemo);
        Assert.Equal("+77172000101", registers.Organisation.Phone);
        Assert.Equal("+77172000102", registers.Appointment!.Phone);
        Assert.Equal(16, registers.Fields.Count);
        Assert.Equal(AlmatyZone.StartOf(new LocalDate(2026, 11, 3)), Assert.Single(registers.PolicyVersions).PostedAt);
        Assert.Contains("Foundation", (await reader.PolicyTextAsync("2026-11", CancellationToken.None))!.En, StringComparison.Ordinal);
        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task It_happens_once()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();

        var again = await new SetUpConsole(stores.Operation).RunAsync(Actors.Administrator, SetUpForms.Answered().ToCommand(), CancellationToken.None);

        Assert.IsType<AlreadySetUp>(again.Refusal);
    }

    [Fact]
    public async Task Only_an_administrator_may()
    {
        await using var stores = await TestStores.OpenAsync();
        var setUp = new SetUpConsole(stores.Operation);

        foreach (var actor in Actors.Without(Right.ChangeSettings))
        {
            Assert.IsType<NotAllowed>((await setUp.RunAsync(actor, SetUpForms.Answered().ToCommand(), CancellationToken.None)).Refusal);
        }

        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Organisations"));
        Assert.Equal(4, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_of_every_input_and_nothing_is_written()
    {
        await using var stores = await TestStores.OpenAsync();
        var form = SetUpForms.Answered();
        (form.NameKk, form.Bin, form.Website, form.OrderDate, form.PolicyPosted) = (" ", "12", "example", "2026-02-30", "2026-11-21");
        form.Purposes[1].TitleRu = "";
        form.TextKk = form.TextKk.Replace("9.8.", "9.9.", StringComparison.Ordinal);

        var refused = await new SetUpConsole(stores.Operation).RunAsync(Actors.Administrator, form.ToCommand(), CancellationToken.None);

        Assert.Equal(
            [
                ("OrganisationNameKk", "Required"), ("OrganisationBin", "Bin"), ("OrganisationWebsite", "Website"), ("OrderDate", "Date"),
                ("PurposeTitleRu-3.2.2", "Required"), ("PolicyPosted", "InFuture"), ("PolicyTextKk", "Clauses"),
            ],
            Assert.IsType<InvalidInputs>(refused.Refusal).Problems.Select(problem => (problem.FieldName, problem.Problem)));
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Organisations"));
    }

    [Fact]
    public void A_number_whose_check_digit_is_wrong_is_kept_with_a_warning()
    {
        var form = SetUpForms.Answered();
        form.Bin = "230651999025";

        Assert.Empty(SetUpRules.Check(form.ToCommand(), Today));
        Assert.True(SetUpRules.IsDoubtful(form.Bin));
        Assert.False(SetUpRules.IsDoubtful("230651999024"));
    }

    [Fact]
    public void A_purpose_taken_away_leaves_its_fields_and_a_new_one_gets_the_next_number()
    {
        var form = SetUpForms.Answered();

        form.Remove(form.Purposes[^1]);
        form.AddPurpose();
        form.AddPurpose();

        Assert.Equal(["3.2.6", "3.2.7"], form.Purposes.TakeLast(2).Select(purpose => purpose.Code), StringComparer.Ordinal);
        Assert.DoesNotContain("3.2.6", form.Fields.Single(field => field.Code is FieldCode.UserType).Purposes);
    }

    [Fact]
    public void The_policys_text_follows_the_name_until_it_is_edited()
    {
        var form = SetUpForms.Answered();
        form.NameEn = "Other foundation";
        form.FillPolicy();
        Assert.Contains("Other foundation", form.TextEn, StringComparison.Ordinal);

        form.TextEn = "Mine";
        form.NameEn = "Third";
        form.FillPolicy();
        Assert.Equal("Mine", form.TextEn);
    }
}
