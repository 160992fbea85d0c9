using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Security;

/// <summary>The whole console on a real port, with stores in a folder of its own and a clock that can be moved.</summary>
internal sealed class RunningConsole : WebApplicationFactory<Program>
{
    private readonly string _environment;
    private readonly (string Key, string Value)[] _settings;
    private readonly bool _keepsFolder;
    private bool _isDisposed;

    private RunningConsole(string environment, string? folder, (string, string)[] settings)
    {
        (_environment, _settings, _keepsFolder) = (environment, settings, folder is not null);
        Folder = folder ?? Directory.CreateTempSubdirectory("console-").FullName;
    }

    public string Folder { get; }

    public AdjustableClock Clock { get; } = new(SystemClock.Instance.GetCurrentInstant());

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a console at a port, or at any; a folder that is given is left behind.</summary>
    public static RunningConsole Start(
        string environment = "Development",
        string? folder = null,
        int port = 0,
        params (string, string)[] settings
    )
    {
        var console = new RunningConsole(environment, folder, settings);
        console.UseKestrel(port);
        console.StartServer();
        var addresses = console.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        console.Address = new Uri(addresses.Addresses.First());
        return console;
    }

    /// <summary>A browser as far as HTTP goes: it keeps cookies and does not follow redirects by itself.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>A browser in which one of the demonstration's people has signed in.</summary>
    public async Task<Visitor> SignInAsync(string personId)
    {
        var visitor = Visit();
        await visitor.SignInAsync(personId);
        return visitor;
    }

    /// <summary>The sessions that are kept.</summary>
    public Task<IReadOnlyList<string>> SessionsAsync() => Sessions.FindOfAsync(null, null, CancellationToken.None);

    /// <summary>The one session there is.</summary>
    public async Task<Session> OnlySessionAsync()
    {
        var id = Assert.Single(await SessionsAsync());
        return (await Sessions.FindAsync(id, CancellationToken.None))!;
    }

    /// <summary>What an open page of a session is told when it asks who acts; of the only session where none is given.</summary>
    public async Task<Result<Actor>> ActorAsync(Session? session = null)
    {
        session ??= await OnlySessionAsync();
        var ticket = Services.GetRequiredService<SessionTickets>().Open(session.Ticket)!;
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SessionWatch>().Follow(SessionPrincipal.With(ticket.Principal, session));
        return await scope.ServiceProvider.GetRequiredService<ICurrentActor>().GetAsync(CancellationToken.None);
    }

    private ISessionStore Sessions => Services.GetRequiredService<ISessionStore>();

    public override async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }
        _isDisposed = true;
        await base.DisposeAsync();
        TestStores.ForgetConnections(new StoreFiles(Folder, RootKey: ""));
        if (!_keepsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("Data:Directory", Folder);
        builder.UseSetting("Demo:Seed", "false");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IClock>(Clock)));
    }
}
