using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Subjects;

/// <summary>Draws the pages about subjects on real stores.</summary>
public abstract class SubjectsPageTest : PageTest
{
    private TestStores? _stores;

    // The services are named before the first is asked for; the stores come with the test.
    protected SubjectsPageTest() =>
        Page.Services
            .AddSingleton(_ => Stores.Operation)
            .AddSingleton(_ => Stores.Keyring)
            .AddSingleton(_ => Stores.Services.GetRequiredService<SearchIndex>())
            .AddSingleton(_ => Stores.Services.GetRequiredService<SearchMaintenance>())
            .AddSingleton(_ => Stores.Services.GetRequiredService<RegisterReader>())
            .AddSingleton(_ => Stores.Services.GetRequiredService<ChangeFeed>())
            .AddSingleton<IClock>(_ => Stores.Clock)
            .AddSingleton<TimeProvider>(Time)
            .AddSubjects()
            .AddConsents()
            .AddCorrections();

    protected FakeTimeProvider Time { get; } = new();

    private TestStores Stores => _stores ?? throw new InvalidOperationException("Open the stores first.");

    /// <summary>Stores with registers, their services put where the pages find them.</summary>
    protected async Task<TestStores> OpenAsync(Actor actor, bool isIndexed = true)
    {
        SignedIn.Answer = actor;
        _stores = await TestStores.OpenAsync(more: services => services.AddSubjects().AddConsents().AddCorrections());
        await _stores.WithRegistersAsync();
        if (isIndexed)
        {
            await _stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        }

        return _stores;
    }

    protected static Task<SubjectId> AddErmekovaAsync(TestStores stores) =>
        stores.AddSubjectAsync(
            (FieldCode.LastName, "Ermekova"),
            (FieldCode.FirstName, "Aigerim"),
            (FieldCode.Phone, "+77750001542"),
            (FieldCode.Email, "a.ermekova@example.kz"),
            (FieldCode.Organization, "Nomad Data"),
            (FieldCode.UserType, "enterprise"));

    /// <summary>Draws a page for who is signed in.</summary>
    protected IRenderedComponent<T> Draw<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent =>
        Page.Render<T>(builder =>
        {
            builder.AddCascadingValue(SignedIn.Answer.Value);
            parameters?.Invoke(builder);
        });

    protected static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("button").First(button => string.Equals(Read(button), name, StringComparison.Ordinal));
}
