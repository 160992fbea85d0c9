namespace ComplianceConsole.Domain.Access;

/// <summary>What kind of being acts.</summary>
public enum ActorKind
{
    /// <summary>A person signed in through the identity provider.</summary>
    Person,

    /// <summary>The operating-system user of a command line.</summary>
    OperatingSystemUser,

    /// <summary>A job of the console itself.</summary>
    Job,
}

/// <summary>The acting person or program, handed to every use case. Rights are decided on it alone.</summary>
/// <param name="Id">Stable identity: the provider's subject identifier, the operating-system user, the job's name.</param>
/// <param name="Name">The name colleagues know; recorded in the ledger beside the identity.</param>
/// <param name="Roles">The roles held at this moment.</param>
/// <param name="Kind">Person, command line or job.</param>
public sealed record Actor(string Id, string Name, Role Roles, ActorKind Kind = ActorKind.Person)
{
    /// <summary>Whether any role held carries the right.</summary>
    public bool May(Right right) =>
        Kind == ActorKind.Job ? right == Right.Maintain : Rights.Allow(Roles, right);

    /// <summary>The operating-system user at the command line, who acts as administrator.</summary>
    public static Actor CommandLine(string userName) =>
        new("os:" + userName, userName, Role.Administrator, ActorKind.OperatingSystemUser);

    /// <summary>A job of the console; it holds no role and is carries <see cref="Right.Maintain"/> alone.</summary>
    public static Actor Job(string name) => new("job:" + name, name, Role.None, ActorKind.Job);
}
