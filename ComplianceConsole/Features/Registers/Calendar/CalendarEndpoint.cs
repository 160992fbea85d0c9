using System.Text;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Features.Registers.Calendar;

/// <summary>Hands out the working calendar as a file, in the form in which it can be taken in again.</summary>
internal static class CalendarEndpoint
{
    /// <summary>Answers <see cref="Links.CalendarFile"/>.</summary>
    public static async Task<IResult> HandleAsync(ICurrentActor current, ReadRegisters registers, CancellationToken cancellation)
    {
        if (!(await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal)
            || !(await registers.RunAsync(actor, cancellation)).TryGet(out var snapshot, out refusal))
        {
            return refusal switch
            {
                SessionEnded => Results.Unauthorized(),
                StoreUnavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
                _ => Results.Redirect(Links.Denied),
            };
        }

        return Results.File(Encoding.UTF8.GetBytes(WorkingCalendarJson.Write(snapshot.Calendar)), "application/json", "working-calendar.json");
    }
}
