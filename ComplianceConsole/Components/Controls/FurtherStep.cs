namespace ComplianceConsole.Components.Controls;

/// <summary>Something more to do, offered beside undoing.</summary>
/// <param name="Verb">What the button says.</param>
/// <param name="TakeAsync">Does it; answers whether it was done, after which there is nothing to undo.</param>
public sealed record FurtherStep(string Verb, Func<Task<bool>> TakeAsync);
