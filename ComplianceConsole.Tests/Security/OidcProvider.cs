using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ComplianceConsole.Tests.Shared;
using Xunit;

namespace ComplianceConsole.Tests.Security;

/// <summary>A certified provider in a process of its own, for one console.</summary>
internal sealed class OidcProvider : IDisposable
{
    private readonly Process _process;

    private OidcProvider(Process process, Uri console, Uri issuer) =>
        (_process, Console, Issuer) = (process, console, issuer);

    public Uri Console { get; }

    public Uri Issuer { get; }

    /// <summary>Starts the provider for a console that will stand at <see cref="Console"/>.</summary>
    public static async Task<OidcProvider> StartAsync(bool hasUserInfo = true)
    {
        var folder = Repository.PathOf("ComplianceConsole.Tests", "Shared", "oidc-provider");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), "Run npm ci in " + folder);
        var console = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            ArgumentList = { "provider.mjs", console.AbsoluteUri, hasUserInfo ? "with-userinfo" : "without-userinfo" },
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var issuer = await process.StandardOutput.ReadLineAsync();
        return new OidcProvider(process, console, new Uri(issuer!));
    }

    /// <summary>The console that signs in through the provider, in production.</summary>
    public RunningConsole StartConsole(params (string, string)[] settings) =>
        RunningConsole.Start(
            "Production",
            port: Console.Port,
            settings:
            [
                ("Authentication:Authority", Issuer.AbsoluteUri.TrimEnd('/')),
                ("Authentication:ClientId", "console"),
                ("Authentication:ClientSecret", "a-secret-for-tests-only"),
                ("Authentication:RoleClaim", "realm_access.roles"),
                .. settings,
            ]
        );

    /// <summary>Says which roles a person holds from now on.</summary>
    public async Task SetRolesAsync(string person, string roles)
    {
        await _process.StandardInput.WriteLineAsync($"roles {person} {roles}");
        Assert.Equal("ok", await _process.StandardOutput.ReadLineAsync());
    }

    /// <summary>Types a name into the provider's own sign-in page.</summary>
    public async Task<HttpResponseMessage> SignInAsync(Visitor visitor, string person)
    {
        using var page = await visitor.FollowAsync(await visitor.GetAsync("/sign-in"));
        var form = page.RequestMessage!.RequestUri!;
        return await visitor.FollowAsync(
            await visitor.PostFromAsync(
                Issuer.GetLeftPart(UriPartial.Authority),
                form,
                [("prompt", "login"), ("login", person), ("password", "any")]
            )
        );
    }

    /// <summary>Confirms on the provider's page that the session there ends too.</summary>
    public async Task<HttpResponseMessage> ConfirmSignOutAsync(Visitor visitor, HttpResponseMessage page)
    {
        var html = await page.Content.ReadAsStringAsync();
        return await visitor.FollowAsync(
            await visitor.PostFromAsync(
                Issuer.GetLeftPart(UriPartial.Authority),
                new Uri(Issuer, "/session/end/confirm"),
                Visitor.HiddenFieldsOf(html).Append(("logout", "yes"))
            )
        );
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
