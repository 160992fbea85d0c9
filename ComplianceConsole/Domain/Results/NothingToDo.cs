namespace ComplianceConsole.Domain.Results;

/// <summary>Nothing waits to be done: it never did, or somebody else was quicker.</summary>
public sealed record NothingToDo : Refusal;
