using System.Text.Json;
using ComplianceConsole.Documents;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Consents;

public sealed class ConsentReceiptTests
{
    private static readonly SiteSettings s_site = new() { PolicyUrl = "https://example.kz/policy/{version}" };

    [Fact]
    public async Task The_receipt_for_machines_carries_metadata_processing_parties_and_events()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.2"], Channel = Channel.Post, At = stores.Clock.Now });

        var file = (await Issue(stores).JsonAsync(Actors.Dpo, subject, "en", CancellationToken.None)).Value;

        using var json = JsonDocument.Parse(file.Content);
        var metadata = json.RootElement.GetProperty("receipt_metadata");
        Assert.Equal("ISO/IEC TS 27560:2023", metadata.GetProperty("schema_version").GetString());
        Assert.StartsWith("CR-S-0000001-", metadata.GetProperty("receipt_id").GetString(), StringComparison.Ordinal);
        var record = json.RootElement.GetProperty("consent_record");
        Assert.Equal("S-0000001", record.GetProperty("record_metadata").GetProperty("pii_principal_id").GetString());
        var purposes = record.GetProperty("pii_processing").GetProperty("purposes").EnumerateArray()
            .ToDictionary(one => one.GetProperty("purpose_type").GetString()!, one => one.GetProperty("is_covered").GetBoolean(), StringComparer.Ordinal);
        Assert.Equal((true, false), (purposes["3.2.1"], purposes["3.2.2"]));
        Assert.Equal(
            ["given", "given", "withdrawn"],
            record.GetProperty("event_records").EnumerateArray().Select(one => one.GetProperty("event_state").GetString()), StringComparer.Ordinal);
        Assert.Equal(
            ["pii_controller", "pii_principal"],
            record.GetProperty("party_identification").EnumerateArray().Select(one => one.GetProperty("party_role").GetString()), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task The_receipt_is_a_document_in_each_language_and_issuing_it_is_in_the_ledger(string language)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();

        var file = (await Issue(stores).PdfAsync(Actors.Dpo, subject, language, CancellationToken.None)).Value;

        Assert.Equal("%PDF"u8.ToArray(), file.Content[..4]);
        Assert.DoesNotContain("Ermekova", file.Name, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("consent.receipt", (await stores.EntriesAsync())[^1].Operation);
    }

    [Fact]
    public async Task Who_may_not_prepare_reports_issues_no_receipt_and_a_language_is_one_of_three()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        foreach (var actor in Actors.Without(Right.PrepareReport))
        {
            Assert.IsType<NotAllowed>((await Issue(stores).PdfAsync(actor, subject, "en", CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await Issue(stores).JsonAsync(actor, subject, "en", CancellationToken.None)).Refusal);
        }

        Assert.IsType<InvalidInput>((await Issue(stores).PdfAsync(Actors.Dpo, subject, "xx", CancellationToken.None)).Refusal);
        Assert.IsType<NotFound>((await Issue(stores).PdfAsync(Actors.Dpo, new(99), "en", CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Each_print_has_its_number_in_local_time_and_the_record_keeps_its_own()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        stores.Clock.Now = Instant.FromUtc(2026, 11, 22, 20, 52, 9);

        var (receipt, record) = await NumbersAsync(stores, subject);
        stores.Clock.Advance(Duration.FromHours(3));
        var (later, same) = await NumbersAsync(stores, subject);

        Assert.Equal("CR-S-0000001-20261123015209", receipt);
        Assert.Equal("CR-S-0000001-20261123045209", later);
        Assert.Equal("C-S-0000001", record);
        Assert.Equal("C-S-0000001", same);
    }

    [Fact]
    public async Task The_notice_is_named_by_its_address()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();

        var file = (await Issue(stores).JsonAsync(Actors.Dpo, subject, "en", CancellationToken.None)).Value;

        using var json = JsonDocument.Parse(file.Content);
        var events = json.RootElement.GetProperty("consent_record").GetProperty("event_records");
        Assert.Equal("https://example.kz/policy/2025-03", events[0].GetProperty("privacy_notice").GetString());
        Assert.Equal("2025-03", events[0].GetProperty("privacy_notice_version").GetString());
    }

    private static async Task<(string? Receipt, string? Record)> NumbersAsync(TestStores stores, SubjectId subject)
    {
        using var json = JsonDocument.Parse((await Issue(stores).JsonAsync(Actors.Dpo, subject, "en", CancellationToken.None)).Value.Content);
        return (
            json.RootElement.GetProperty("receipt_metadata").GetProperty("receipt_id").GetString(),
            json.RootElement.GetProperty("consent_record").GetProperty("record_metadata").GetProperty("record_id").GetString());
    }

    private static IssueConsentReceipt Issue(TestStores stores) => stores.Services.GetRequiredService<IssueConsentReceipt>();

    private static async Task<TestStores> OpenAsync() =>
        await (await TestStores.OpenAsync(more: services => services.AddConsents().AddConsoleDocuments().AddSingleton(s_site))).WithRegistersAsync();
}
