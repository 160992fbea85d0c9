using System.Runtime.Versioning;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class SessionOverRestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-restart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_restart_signs_nobody_out()
    {
        await using var before = RunningConsole.Start(folder: _folder);
        using var visitor = await before.SignInAsync("demo-dpo");
        var cookies = visitor.CookiesOf(before.Address);
        await before.DisposeAsync();

        await using var after = RunningConsole.Start(folder: _folder);
        using var returning = after.Visit();
        returning.Http.DefaultRequestHeaders.Add("Cookie", cookies);
        after.Clock.Advance(NodaTime.Duration.FromMinutes(6));

        Assert.True(await returning.IsSignedInAsync());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_keys_of_cookies_are_readable_by_their_owner_alone()
    {
        var keys = Directory.CreateDirectory(Path.Combine(_folder, "protection"));
        File.SetUnixFileMode(keys.FullName, (UnixFileMode)0b111_101_101);

        await using var console = RunningConsole.Start(folder: _folder);
        using var visitor = await console.SignInAsync("demo-dpo");

        Assert.NotEmpty(keys.GetFiles("key-*.xml"));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(keys.FullName));
    }
}
