using ComplianceConsole.Domain.Results;
using NotFound = ComplianceConsole.Domain.Results.NotFound;

namespace ComplianceConsole.Components;

/// <summary>The status with which an address that serves a file answers a refusal; a reader's browser is shown a page in words with it.</summary>
public static class RefusalStatus
{
    /// <summary>The status code: 503 where the stores cannot be read or written now, and nothing was shown.</summary>
    public static int Of(Refusal refusal) =>
        refusal switch
        {
            StoreUnavailable => StatusCodes.Status503ServiceUnavailable,
            SessionEnded => StatusCodes.Status401Unauthorized,
            NotFound => StatusCodes.Status404NotFound,
            InvalidInput => StatusCodes.Status400BadRequest,
            DestructionUnderWay => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status403Forbidden,
        };
}
