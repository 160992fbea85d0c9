using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Features.Destruction.Statistics;

/// <summary>Serves the figures as a file. Policy 3.2.6.</summary>
internal static class StatisticsEndpoints
{
    /// <summary>Maps <see cref="Links.StatisticsFile"/>.</summary>
    public static void MapStatistics(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Links.StatisticsFile, CsvAsync).WithMetadata(new RequireRightAttribute(Right.ReadStatistics));

    private static async Task<IResult> CsvAsync(ICurrentActor current, ReadStatistics statistics, HttpContext context, CancellationToken cancellation)
    {
        var read = (await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal) ? await statistics.HandleAsync(actor, cancellation) : refusal;
        context.Response.Headers.CacheControl = "no-store";
        return read.TryGet(out var figures, out refusal)
            ? TypedResults.File(StatisticsCsv.Write(figures), "text/csv; charset=utf-8", "statistics.csv")
            : TypedResults.StatusCode(RefusalStatus.Of(refusal));
    }
}
