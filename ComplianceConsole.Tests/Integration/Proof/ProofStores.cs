using ComplianceConsole.Documents;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Intake;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>Stores as an organisation has them: with a live copy of the keyring and a second place of the root key.</summary>
internal static class ProofStores
{
    public static string DataIn(string folder) => Path.Combine(folder, "data");

    public static string CopyIn(string folder) => Path.Combine(folder, "copy");

    public static string PlaceIn(string folder) => Path.Combine(folder, "place");

    /// <summary>Makes new ones in a folder, with registers.</summary>
    public static async Task MakeAsync(string folder)
    {
        Directory.CreateDirectory(CopyIn(folder));
        Directory.CreateDirectory(PlaceIn(folder));
        var stores = await OpenAsync(folder);
        await stores.WithRegistersAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        await stores.CloseAsync();
    }

    public static Task<TestStores> OpenAsync(string folder)
    {
        string[] copies = [CopyIn(folder)];
        return TestStores.OpenAsync(
            DataIn(folder),
            services =>
            {
                services.AddConsoleDocuments().AddRequests().AddReports().AddCorrections().AddToday().AddDestruction().AddIncidents().AddIntake();
                services.TryAddSingleton(new MailSettings());
                services.Replace(ServiceDescriptor.Singleton(new KeyringSettings { Copies = copies }));
            },
            copies,
            [Path.Combine(PlaceIn(folder), "root.key")]);
    }
}
