using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Writes that the report a request asked for reached the applicant, which carries the disclosure out and tells of it. Policy 9.1.</summary>
public static class ReportHandOver
{
    /// <summary>Writes it, and takes the step.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="request">The request, where the report can be handed over.</param>
    /// <param name="report">The approved report.</param>
    /// <param name="at">When it went out or was handed over: this instant ends the duty.</param>
    /// <param name="by">Who handed it over or sent it.</param>
    /// <param name="through">How.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task HandOverAsync(
        this OperationScope scope,
        RequestRow request,
        ReportRow report,
        Instant at,
        string by,
        Channel through,
        CancellationToken cancellation)
    {
        (report.HandedOverAt, report.HandedOverBy, report.HandedOverThrough) = (at, by, through);
        var matter = request.Matter(RequestKind.Disclosure);
        (matter.CarriedOutAt, matter.NotifiedAt) = (at, at);
        return scope.TakeAsync(request, RequestStep.HandOver, RequestKind.Disclosure, note: null, cancellation);
    }
}
