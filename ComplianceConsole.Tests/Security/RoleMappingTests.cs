using System.Text.Json;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Settings;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class RoleMappingTests
{
    [Theory]
    [InlineData("""{"role":"dpo"}""", Role.ResponsiblePerson)]
    [InlineData("""{"role":["staff","auditor"]}""", Role.Staff | Role.Auditor)]
    [InlineData("""{"role":["admin","somebody","Admin",7,null,{}]}""", Role.Administrator)]
    [InlineData("""{"role":[]}""", Role.None)]
    [InlineData("""{"role":"dpo,admin"}""", Role.None)]
    public void Without_a_map_the_codes_are_the_values(string claims, Role expected) =>
        Assert.Equal(expected, Find(new AuthenticationSettings(), claims));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"roles":"dpo"}""")]
    [InlineData("""[]""")]
    public void A_claim_that_is_missing_is_not_an_empty_one(string claims) =>
        Assert.Null(Find(new AuthenticationSettings(), claims));

    [Fact]
    public void A_map_replaces_the_codes_of_its_roles_and_leaves_the_others()
    {
        var settings = new AuthenticationSettings
        {
            RoleMap = new RoleMapSettings { Dpo = ["privacy", "legal"], Staff = ["legal"] },
        };

        Assert.Equal(Role.ResponsiblePerson | Role.Staff, Find(settings, """{"role":"legal"}"""));
        Assert.Equal(Role.None, Find(settings, """{"role":["dpo","staff"]}"""));
        Assert.Equal(Role.Manager, Find(settings, """{"role":"manager"}"""));
    }

    [Theory]
    [InlineData("realm_access.roles", """{"realm_access":{"roles":["dpo"]}}""")]
    [InlineData("https://id.example.kz/roles", """{"https://id.example.kz/roles":"dpo"}""")]
    [InlineData("a.b.c", """{"a":{"b.c":"dpo"}}""")]
    public void The_claim_may_lie_inside_another_or_have_dots_in_its_name(string claim, string claims) =>
        Assert.Equal(Role.ResponsiblePerson, Find(new AuthenticationSettings { RoleClaim = claim }, claims));

    private static Role? Find(AuthenticationSettings settings, string claims) =>
        new RoleMapping(settings).Find(JsonSerializer.Deserialize<JsonElement>(claims));
}
