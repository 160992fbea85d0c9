namespace ComplianceConsole.Settings;

/// <summary>Sign-in through OpenID Connect. Section <c>Authentication</c>.</summary>
public sealed class AuthenticationSettings
{
    /// <summary>The identity provider's address. Empty in Development: the demonstration provider signs in.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The console's name at the provider.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The console's secret at the provider; empty for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What is asked of the provider. <c>offline_access</c> lets roles be read again where only identity tokens carry them.</summary>
    public string[] Scopes { get; set; } = [];

    /// <summary>The claim with the name colleagues know.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>The claim with the roles; dots lead into an object, as in <c>realm_access.roles</c>.</summary>
    public string RoleClaim { get; set; } = "role";

    /// <summary>The provider's values for each role of the console.</summary>
    public RoleMapSettings RoleMap { get; set; } = new();

    /// <summary>How long a session lasts after the last page was loaded, in hours.</summary>
    public int SessionHours { get; set; } = 12;

    /// <summary>Whether an outside provider is configured.</summary>
    public bool HasAuthority() => Authority.Length > 0;
}

/// <summary>The values of the role claim that give each role. An empty list stands for the role's own code.</summary>
public sealed class RoleMapSettings
{
    /// <summary>Values that make a responsible person; by default <c>dpo</c>.</summary>
    public string[] Dpo { get; set; } = [];

    /// <summary>Values that make staff; by default <c>staff</c>.</summary>
    public string[] Staff { get; set; } = [];

    /// <summary>Values that make a manager; by default <c>manager</c>.</summary>
    public string[] Manager { get; set; } = [];

    /// <summary>Values that make an auditor; by default <c>auditor</c>.</summary>
    public string[] Auditor { get; set; } = [];

    /// <summary>Values that make an administrator; by default <c>admin</c>.</summary>
    public string[] Admin { get; set; } = [];
}
