namespace ComplianceConsole.Settings;

/// <summary>Puts the checked settings where every room finds them.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Reads and checks the settings and registers <see cref="ConsoleSettings"/> and each of its sections. The server listens on
    /// <see cref="ListeningAddresses.Default"/> unless something else is said.
    /// </summary>
    /// <param name="builder">The application being composed.</param>
    /// <param name="use">Which sections must hold.</param>
    /// <returns>The settings, for what is decided while composing.</returns>
    /// <exception cref="SettingsRefusedException">Something is missing or wrong.</exception>
    public static ConsoleSettings AddConsoleSettings(this WebApplicationBuilder builder, SettingsUse use)
    {
        var settings = SettingsCheck.Read(builder.Configuration, builder.Environment, use);
        builder
            .Services.AddSingleton(settings)
            .AddSingleton(settings.Data)
            .AddSingleton(settings.Keyring)
            .AddSingleton(settings.Demo)
            .AddSingleton(settings.Authentication)
            .AddSingleton(settings.Site)
            .AddSingleton(settings.Mail)
            .AddSingleton(settings.Jobs)
            .AddSingleton(settings.Destruction);

        // Set here and not in appsettings.json, whose word would hide that of ASPNETCORE_URLS.
        if (ListeningAddresses.AreUnsaid(builder.Configuration))
        {
            builder.WebHost.UseUrls(ListeningAddresses.Default);
        }
        return settings;
    }
}
