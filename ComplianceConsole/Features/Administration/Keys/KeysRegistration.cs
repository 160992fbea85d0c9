using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Features.Administration.Keys;

/// <summary>Puts what an administrator does with keys into a host.</summary>
internal static class KeysRegistration
{
    /// <summary>Adds the use cases, and where the pages tell how the copies of the keyring stand.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services) =>
        services
            .AddSingleton<TreeRotation>()
            .AddSingleton<RotateKeys>()
            .AddSingleton<CopyStandings>()
            .AddSingleton<IAdministrationSection, Section>()
            .AddSingleton<ITodaySection, OfToday>();

    private sealed class Section : IAdministrationSection
    {
        public int Order => 15;

        public Right Right => Right.ChangeSettings;

        public Type Component => typeof(CopiesSection);
    }

    private sealed class OfToday : ITodaySection
    {
        public int Order => -2;

        public Right Right => Right.SeeKeyring;

        public Type Component => typeof(CopiesOfToday);
    }
}
