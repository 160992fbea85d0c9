using ComplianceConsole.Domain.Access;
using ComplianceConsole.Security.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace ComplianceConsole.Security.Roles;

/// <summary>Opens a page only to those whose roles carry the right. The use cases behind it ask again.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireRightAttribute(Right right) : AuthorizeAttribute(PolicyOf(right))
{
    /// <summary>The name of a right's policy.</summary>
    public static string PolicyOf(Right right) => "right:" + right;

    /// <summary>Adds the policy of every right, and asks for sign-in and a role wherever nothing else is said.</summary>
    internal static void AddPolicies(AuthorizationBuilder authorization)
    {
        var anyRole = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => SessionPrincipal.RolesOf(context.User) != Role.None)
            .Build();
        authorization.SetDefaultPolicy(anyRole).SetFallbackPolicy(anyRole);
        foreach (var right in Enum.GetValues<Right>())
        {
            authorization.AddPolicy(
                PolicyOf(right),
                policy =>
                    policy
                        .RequireAuthenticatedUser()
                        .RequireAssertion(context => Rights.Allow(SessionPrincipal.RolesOf(context.User), right))
            );
        }
    }
}
