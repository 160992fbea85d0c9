using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ComplianceConsole.Tests.Settings;

public sealed class SettingsCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once()
    {
        var refused = Refused(
            Environments.Production,
            ("Demo:Seed", "maybe"),
            ("Data:Directroy", "x"),
            ("Site:PublicUrl", "https://console.example.kz/path"),
            ("Site:PolicyUrl", "policy/{version}"),
            ("Site:ForwardedHeaders:KnownProxies:0", "proxy"),
            ("Site:ForwardedHeaders:KnownNetworks", "10.0.0.0/99"),
            ("Authentication:SessionHours", "25"),
            ("Authentication:RoleMap:Dpo:0", ""),
            ("urls", "localhost")
        );

        Assert.Equal(
            [
                "Data:Directroy Unknown",
                "Demo:Seed NotTrueOrFalse",
                "Urls NotAnAddress",
                "Site:PublicUrl NotAnOrigin",
                "Site:PolicyUrl NotAWebAddress",
                "Site:ForwardedHeaders:KnownProxies NotAnIpAddress",
                "Site:ForwardedHeaders:KnownNetworks NotANetwork",
                "Authentication:Authority NoProvider",
                "Authentication:ClientId Missing",
                "Authentication:SessionHours NotHoursOfADay",
                "Authentication:RoleMap:Dpo EmptyItem",
            ],
            refused.Problems.Select(problem => problem.Setting + " " + problem.Problem),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public void Every_problem_is_told_in_a_sentence_and_no_secret_with_it()
    {
        var refused = Refused(
            Environments.Production,
            ("Authentication:Authority", "http://user:hunter2@idp.example.kz"),
            ("Authentication:ClientSecret", "hunter2"),
            ("Demo:Seed", "maybe")
        );

        var told = ConsoleHost.Describe(refused);

        Assert.Contains("Authentication:Authority must be an address that begins with https://", told, StringComparison.Ordinal);
        Assert.Contains("Demo:Seed is \"maybe\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Problem_", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://console.example.kz:5080")]
    [InlineData("http://localhost:5080;http://[::]:5081")]
    public void The_demonstration_sign_in_is_refused_where_other_machines_reach_it(string urls)
    {
        var problem = Assert.Single(Refused(Environments.Development, ("urls", urls)).Problems);

        Assert.Equal(new SettingProblem("Urls", "DemoNotLoopback", urls), problem);
    }

    [Fact]
    public void Ports_of_a_container_reach_beyond_this_machine_too() =>
        Assert.Equal(
            "DemoNotLoopback",
            Assert.Single(Refused(Environments.Development, ("http_ports", "8080")).Problems).Problem
        );

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0;http://[::1]:0")]
    public void Development_needs_no_settings_on_loopback(string urls)
    {
        var settings = Read(Environments.Development, SettingsUse.Serve, ("urls", urls));

        Assert.Equal(Path.Combine(_folder, "data"), settings.Data.Directory);
        Assert.Equal(Path.Combine(_folder, "data", "root.key"), settings.Data.RootKeyFile);
        Assert.Equal(Path.Combine(_folder, "data", "protection"), settings.Site.DataProtectionDirectory);
        Assert.True(settings.Data.RootKeyIsBesideTheData());
        Assert.True(settings.Demo.Seed);
    }

    [Theory]
    [InlineData("https://idp.example.kz/realm", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://idp.example.kz", false)]
    [InlineData("idp.example.kz", false)]
    public void A_provider_is_reached_by_https_or_on_this_machine(string authority, bool accepted)
    {
        (string, string)[] values = [("Authentication:Authority", authority), ("Authentication:ClientId", "console")];

        if (accepted)
        {
            Assert.Equal(authority, Read(Environments.Production, SettingsUse.Serve, values).Authentication.Authority);
        }
        else
        {
            Assert.Equal("NotHttps", Assert.Single(Refused(Environments.Production, values).Problems).Problem);
        }
    }

    [Fact]
    public void A_verb_asks_for_the_stores_alone() =>
        Assert.Equal(
            Path.Combine(_folder, "stores"),
            Read(Environments.Production, SettingsUse.Stores, ("Data:Directory", "stores")).Data.Directory
        );

    [Fact]
    public void A_data_folder_that_is_a_file_is_reported()
    {
        File.WriteAllText(Path.Combine(_folder, "taken"), "");

        var problems = Refused(Environments.Development, ("Data:Directory", "taken")).Problems;

        Assert.Contains(new SettingProblem("Data:Directory", "NotWritable", Path.Combine(_folder, "taken")), problems);
    }

    [Fact]
    public void A_refused_start_leaves_no_folder_behind()
    {
        Refused(Environments.Development, ("Data:Directory", "stores"), ("Site:DataProtectionDirectory", "kept"), ("Demo:Seed", "maybe"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));

        Read(Environments.Development, SettingsUse.Serve, ("Data:Directory", "stores"), ("Site:DataProtectionDirectory", "kept"));
        Assert.Equal(["kept", "stores"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void A_mistyped_folder_of_the_root_key_is_reported_and_not_made()
    {
        var folder = Path.Combine(_folder, "secrts");

        var problems = Refused(Environments.Development, ("Data:RootKeyFile", Path.Combine(folder, "root.key"))).Problems;

        Assert.Equal(new SettingProblem("Data:RootKeyFile", "NoFolder", folder), Assert.Single(problems));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_list_may_stand_in_one_value()
    {
        var settings = Read(
            Environments.Development,
            SettingsUse.Serve,
            ("Authentication:Scopes", "openid profile"),
            ("Authentication:RoleMap:Admin:0", "operators"),
            ("Authentication:RoleMap:Admin:1", "domain admins")
        );

        Assert.Equal(["openid", "profile"], settings.Authentication.Scopes);
        Assert.Equal(["operators", "domain admins"], settings.Authentication.RoleMap.Admin);
    }

    private SettingsRefusedException Refused(string environment, params (string Key, string Value)[] values) =>
        Assert.Throws<SettingsRefusedException>(() => Read(environment, SettingsUse.Serve, values));

    private ConsoleSettings Read(string environment, SettingsUse use, params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        return SettingsCheck.Read(configuration, new Surroundings(environment, _folder), use);
    }

    private sealed class Surroundings(string name, string contentRoot) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "ComplianceConsole";
        public string ContentRootPath { get; set; } = contentRoot;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
