using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.ThirdParties;

/// <summary>A third party that may receive a name and a phone for keeping in touch, and stores to try it on.</summary>
internal static class RecipientDesk
{
    public static readonly RecipientForm Courier = new()
    {
        Name = "Zhetkizu LLP",
        Bin = "240140999018",
        Country = "KZ",
        Email = "privacy@zhetkizu.example",
        Address = "Almaty, Abay 1",
        Language = "ru",
        Ground = "consent",
        ContractNumber = "12/2026",
        ContractDate = new LocalDate(2026, 1, 15),
        ContractUntil = new LocalDate(2026, 12, 31),
        Purposes = ["3.2.3"],
        Fields = [FieldCode.LastName, FieldCode.FirstName, FieldCode.Phone],
    };

    public static async Task<TestStores> OpenAsync() =>
        await (await TestStores.OpenAsync(more: services => services
            .AddConsents()
            .AddThirdParties()
            .AddCorrections()
            .AddSingleton<BlockSubject>()
            .AddSingleton<UnblockSubject>()
            .AddSingleton<UndoBlock>())).WithRegistersAsync();

    public static T Get<T>(this TestStores stores)
        where T : notnull => stores.Services.GetRequiredService<T>();

    public static async Task<long> AddCourierAsync(this TestStores stores) =>
        (await stores.Get<SaveRecipient>().HandleAsync(Actors.Dpo, Courier, CancellationToken.None)).Value;

    public static TransferForm Transfer(this TestStores stores, SubjectId subject, long recipient) =>
        new()
        {
            Subject = subject,
            Recipient = recipient,
            Purpose = "3.2.3",
            Fields = [FieldCode.LastName, FieldCode.FirstName],
            At = stores.Clock.Now - Duration.FromHours(1),
        };

    public static Task<Result<Done>> RecordAsync(this TestStores stores, TransferForm form) =>
        stores.Get<RecordTransfer>().HandleAsync(Actors.Dpo, form, CancellationToken.None);
}
