namespace ComplianceConsole.Security.SignIn;

/// <summary>Keeps an address that came with a request from leading out of the console.</summary>
public static class ReturnUrl
{
    /// <summary>The address when it is a path of this site, otherwise the first page. <c>//host</c> and <c>/\host</c> lead elsewhere.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
