using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>A request as it is to be registered, its form read and found good. Policy 8.3.</summary>
public sealed record NewRequest
{
    /// <summary>What is asked, the first thing first; each once.</summary>
    public required IReadOnlyList<RequestKind> Kinds { get; init; }

    /// <summary>Who asks.</summary>
    public required ApplicantKind Applicant { get; init; }

    /// <summary>How it came.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it came; not later than now.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>Whom it is about; null where nobody is found.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>How the identity was checked.</summary>
    public IdentityCheck IdentityCheck { get; init; }

    /// <summary>Two-letter code of the language of the reply.</summary>
    public required string Language { get; init; }

    /// <summary>What it says of people; sealed under the request's own key.</summary>
    public required RequestDetails Details { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<NewDocument> Documents { get; init; } = [];

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(NewRequest);
}

/// <summary>How a use case takes a request in inside its operation, whichever feature it belongs to.</summary>
public static class RequestIntake
{
    /// <summary>
    /// Gives a request its number and key, seals what came with it, and sets the clocks going that run from its receipt. What is written
    /// is saved, so that steps can be taken in the same use case. Policy 8.3.
    /// </summary>
    /// <param name="scope">The use case, one that changes.</param>
    /// <param name="asked">What came in.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<RequestRow> RegisterRequestAsync(this OperationScope scope, NewRequest asked, CancellationToken cancellation)
    {
        var request = await NewAsync(scope, asked, cancellation);
        await scope.StartAtReceiptAsync(request, cancellation);
        scope.Record(
            request,
            ProcessingAction.Recording,
            "8.3",
            new
            {
                number = request.NumberOf().ToString(),
                kinds = asked.Kinds.Select(kind => kind.ToString()).ToArray(),
                channel = asked.Channel.ToString(),
            });
        foreach (var document in asked.Documents)
        {
            await scope.AddDocumentAsync(request, document, asked.ReceivedAt, cancellation);
        }

        await scope.Db.SaveChangesAsync(cancellation);
        return request;
    }

    private static async Task<RequestRow> NewAsync(OperationScope scope, NewRequest asked, CancellationToken cancellation)
    {
        // The write lock is held from the beginning of the transaction, so that two registrations cannot read the same maximum.
        var year = AlmatyZone.DayOf(scope.Now).Year;
        var last = await scope.Db.Requests
            .Where(row => row.Year == year)
            .OrderByDescending(row => row.Serial)
            .Select(row => new { row.Id, row.Serial })
            .FirstOrDefaultAsync(cancellation);
        var before = last?.Id ?? await scope.Db.Requests.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        var lost = await LostRequests.CountAsync(scope.Db, year, before, cancellation);
        var sealing = scope.CreateRequest();
        var request = new RequestRow
        {
            Id = sealing.Id,
            Year = year,
            Serial = (last?.Serial ?? 0) + lost + 1,
            Kind = asked.Kinds[0],
            Applicant = asked.Applicant,
            Channel = asked.Channel,
            IdentityCheck = asked.IdentityCheck,
            Stage = RequestStage.Received,
            SubjectId = asked.Subject?.Number,
            Language = asked.Language,
            ReceivedAt = asked.ReceivedAt,
            RegisteredAt = scope.Now,
            RegisteredBy = scope.Actor.Name,
            Details = sealing.SealDetails(asked.Details),
        };
        request.Matters.AddRange(asked.Kinds.Select(kind => new RequestMatterRow { RequestId = request.Id, Kind = kind }));
        request.Register(scope);
        scope.Db.Requests.Add(request);
        return request;
    }
}
