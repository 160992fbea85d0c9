using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Components.Contributions;

/// <summary>
/// The page of a request, as the forms on it know it: while one of them records, the page is not drawn anew, so that what was recorded
/// here is told from what somebody else recorded meanwhile. Cascades to the forms.
/// </summary>
public interface IStepHost
{
    /// <summary>A form begins to record.</summary>
    void Begin();

    /// <summary>It has recorded, or was refused.</summary>
    /// <param name="refusal">Why nothing was recorded; null where it was.</param>
    /// <param name="isStep">Whether it takes a step of the request; adding a file takes none.</param>
    void End(Refusal? refusal, bool isStep);
}
