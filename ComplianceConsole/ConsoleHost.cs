using System.Globalization;
using System.Resources;
using ComplianceConsole.Commands.Demo;
using ComplianceConsole.Components;
using ComplianceConsole.Documents;
using ComplianceConsole.Features.Administration;
using ComplianceConsole.Features.Administration.Jobs;
using ComplianceConsole.Features.Audit;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Registers;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Subjects;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Uploads;
using ComplianceConsole.Notices;
using ComplianceConsole.Resources;
using ComplianceConsole.Security;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Vault;
using Microsoft.AspNetCore.Connections;

namespace ComplianceConsole;

/// <summary>Builds and runs the web site. What it is made of stands here, one line a room.</summary>
public static class ConsoleHost
{
    private static readonly ResourceManager Text = new(typeof(SettingsText));

    /// <summary>A builder that knows the settings of files, environment and command line; the verbs use it too.</summary>
    /// <param name="args">The command line.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(ConsoleHost).Assembly.GetName().Name,
                ContentRootPath = ContentRoot.Find(args),
            }
        );

        // Standard output belongs to what a verb answers.
        builder.Logging.ClearProviders().AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    /// <summary>The web site, ready to run.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="SettingsRefusedException">A setting is missing or wrong.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = CreateBuilder(args);
        builder.WebHost.UseStaticWebAssets();
        var settings = builder.AddConsoleSettings(SettingsUse.Serve);
        AddRooms(builder.Services, settings);
        builder.Services.AddConsoleComponents();
        builder.AddConsoleSecurity(settings);
        builder.Services.AddJobScheduler(new StoreFiles(settings.Data.Directory, settings.Data.RootKeyFile));

        // A start that fails ends in one sentence; the host would write the whole trace before it.
        var hasStarted = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => hasStarted && level >= LogLevel.Information);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        app.UseConsoleSecurityHeaders();
        app.UseConsoleComponents();
        app.UseConsoleSecurity();
        app.MapConsoleComponents();
        app.MapConsoleSecurity();
        app.MapReports();
        app.MapRequests();
        app.MapNotices();
        app.MapIntake();
        app.MapSubjects();
        app.MapConsents();
        app.MapDestruction();
        app.MapRegisters();
        return app;
    }

    /// <summary>The stores and the use cases: what the site and the verbs share.</summary>
    public static void AddRooms(IServiceCollection services, ConsoleSettings settings) =>
        services
            .AddConsoleStorage()
            .AddKeyringCopies(settings.Keyring.Copies)
            .AddConsoleDocuments()
            .AddConsoleNotices()
            .AddSubjects()
            .AddConsents()
            .AddThirdParties()
            .AddCorrections()
            .AddRegisters()
            .AddAudit()
            .AddAdministration()
            .AddJobs()
            .AddRequests()
            .AddReports()
            .AddDestruction()
            .AddIncidents()
            .AddNotices()
            .AddToday()
            .AddIntake();

    /// <summary>Serves until it is stopped.</summary>
    /// <returns>0 after an orderly stop, 1 when it did not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            StartNotices.Tell(app);
            ListeningAddresses.Try(app.Configuration);
            await app.Services.OpenStores();
            await DemoStart.RunAsync(app);
            await app.RunAsync();
            return 0;
        }
        catch (SettingsRefusedException refused)
        {
            await Console.Error.WriteLineAsync(Describe(refused));
            return 1;
        }
        catch (StoreException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (System.Net.Sockets.SocketException failure)
        {
            await Console.Error.WriteLineAsync(Sentence("AddressTaken", failure.Message));
            return 1;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync(Sentence("AddressTaken", failure.Message));
            return 1;
        }
    }

    /// <summary>Every problem as a sentence, one a line, in the language of the operating system.</summary>
    public static string Describe(SettingsRefusedException refused)
    {
        var lines = refused.Problems.Select(problem =>
            "  - " + Sentence("Problem_" + problem.Problem, problem.Setting, problem.Value)
        );
        return string.Join(Environment.NewLine, lines.Prepend(Sentence("Refused")));
    }

    internal static string Sentence(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, Text.GetString(key, CultureInfo.CurrentUICulture) ?? key, values);
}
