namespace ComplianceConsole.Features.Registers;

/// <summary>Purposes, fields, grounds, policy versions, the responsible person, and the first set-up of them.</summary>
public static class RegistersFeature
{
    /// <summary>Adds the use cases and the pages' contributions.</summary>
    public static IServiceCollection AddRegisters(this IServiceCollection services)
    {
        services.AddSingleton<SeedRegisters>();
        return services;
    }
}
