using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>Reads the form of a request: what must be said, how long it may be, and which times are possible.</summary>
internal static class RequestForm
{
    /// <summary>The most characters of a name, a document's title or an address.</summary>
    public const int ShortText = 300;

    /// <summary>The most characters of a text.</summary>
    public const int LongText = 4_000;

    /// <summary>The most files that come with one registration.</summary>
    public const int MostDocuments = 10;

    private static readonly string[] s_languages = ["en", "ru", "kk"];

    /// <summary>What the request says of people, cleaned; or everything that is missing or wrong.</summary>
    public static Result<RequestDetails> Read(RegisterRequestCommand command, Instant now)
    {
        var problems = new List<InvalidInput>();
        Check(problems, command.Kinds.All(kind => Enum.IsDefined(kind) && RequestFlow.CanAsk(command.Applicant, kind)), "Kind", "Choose");
        Check(problems, Enum.IsDefined(command.Applicant), "Applicant", "Choose");
        Check(problems, Enum.IsDefined(command.Channel), "Channel", "Choose");
        if (ReadCheck(command.IdentityCheck, command.Applicant) is { } wrong)
        {
            problems.Add(wrong);
        }

        Check(problems, s_languages.Contains(command.Language, StringComparer.Ordinal), "Language", "Choose");
        Check(problems, Enum.IsDefined(command.AuthorityCheck), "AuthorityCheck", "Choose");
        CheckReceived(problems, command.ReceivedAt, now);
        CheckEvidence(problems, command, now);
        var name = Line(problems, "ApplicantName", command.ApplicantName, isRequired: true);
        var representation = Representation(problems, command);
        var replyTo = Line(problems, "ReplyTo", command.ReplyTo, isRequired: NeedsAddress(command));
        var text = Text(problems, "RequestText", command.Text, isRequired: command.Kinds.Contains(RequestKind.Other));
        return problems.Count > 0 ? new InvalidInputs(problems) : new RequestDetails(name, replyTo, text, representation);
    }

    /// <summary>A text of a step that must be written: a reason, an answer.</summary>
    public static Result<string> ReadNote(string input, string? text)
    {
        var problems = new List<InvalidInput>();
        var note = Text(problems, input, text, isRequired: true);
        return problems.Count > 0 ? new InvalidInputs(problems) : note;
    }

    /// <summary>The files that came, looked into; or why one of them is not taken.</summary>
    public static Result<IReadOnlyList<NewDocument>> ReadDocuments(IReadOnlyList<DocumentUpload> uploads)
    {
        var problems = new List<InvalidInput>();
        var documents = new List<NewDocument>();
        Check(problems, uploads.Count <= MostDocuments, DocumentUpload.Input, "TooLarge");
        foreach (var upload in uploads.Take(MostDocuments))
        {
            if (upload.Read().TryGet(out var document, out var refusal))
            {
                documents.Add(document);
            }
            else if (refusal is InvalidInput problem && !problems.Contains(problem))
            {
                problems.Add(problem);
            }
        }

        return problems.Count > 0 ? new InvalidInputs(problems) : documents;
    }

    /// <summary>A text of a step that may be left out.</summary>
    public static Result<string> ReadOptional(string input, string? text)
    {
        var problems = new List<InvalidInput>();
        var note = Text(problems, input, text, isRequired: false);
        return problems.Count > 0 ? new InvalidInputs(problems) : note;
    }

    /// <summary>A line that must be written: a document's title, an address.</summary>
    public static Result<string> ReadLine(string input, string? text)
    {
        var problems = new List<InvalidInput>();
        var line = Line(problems, input, text, isRequired: true);
        return problems.Count > 0 ? new InvalidInputs(problems) : line;
    }

    /// <summary>What is wrong with how an identity was checked; null where that check can tell who asks. Policy 8.3, 9.5.</summary>
    public static InvalidInput? ReadCheck(IdentityCheck check, ApplicantKind applicant) =>
        !Enum.IsDefined(check) ? new InvalidInput("IdentityCheck", "Choose")
        : IdentityChecks.Fits(check, applicant) ? null
        : new InvalidInput("IdentityCheck", applicant == ApplicantKind.AuthorisedBody ? "CheckOfPerson" : "CheckOfBody");

    // Who came in person or asks through the resource can be answered there; what the organisation found itself goes to nobody.
    private static bool NeedsAddress(RegisterRequestCommand command) =>
        command.Channel is Channel.Post or Channel.Email && command.Applicant != ApplicantKind.Organisation;

    private static void CheckReceived(List<InvalidInput> problems, Instant receivedAt, Instant now)
    {
        if (receivedAt > now)
        {
            problems.Add(new InvalidInput("ReceivedAt", "InFuture"));
        }
        else if (receivedAt < AlmatyZone.StartOf(Deadline.EarliestDay))
        {
            problems.Add(new InvalidInput("ReceivedAt", "TooEarly", Deadline.EarliestDay));
        }
    }

    private static void CheckEvidence(List<InvalidInput> problems, RegisterRequestCommand command, Instant now)
    {
        if (command.EvidenceAt is not { } evidenceAt)
        {
            return;
        }

        if (evidenceAt > now)
        {
            problems.Add(new InvalidInput("EvidenceAt", "InFuture"));
        }
        else if (evidenceAt < AlmatyZone.StartOf(Deadline.EarliestDay))
        {
            problems.Add(new InvalidInput("EvidenceAt", "TooEarly", Deadline.EarliestDay));
        }
    }

    private static Representation? Representation(List<InvalidInput> problems, RegisterRequestCommand command)
    {
        if (command.Applicant != ApplicantKind.Representative)
        {
            return null;
        }

        var name = Line(problems, "RepresentativeName", command.RepresentativeName, isRequired: true);
        var authority = Line(problems, "Authority", command.Authority, isRequired: true);
        var hasRunOut = command.AuthorityUntil is { } until && until < AlmatyZone.DayOf(command.ReceivedAt);
        Check(problems, !hasRunOut, "AuthorityUntil", "InPast");
        return new Representation(name, authority, command.AuthorityUntil, command.AuthorityCheck);
    }

    private static string Line(List<InvalidInput> problems, string input, string? text, bool isRequired) =>
        Read(problems, input, text?.ReplaceLineEndings(" "), isRequired, ShortText);

    private static string Text(List<InvalidInput> problems, string input, string? text, bool isRequired) =>
        Read(problems, input, text, isRequired, LongText);

    private static string Read(List<InvalidInput> problems, string input, string? text, bool isRequired, int most)
    {
        var clean = TextCleaning.Clean(text).Value;
        if (clean.Length > most)
        {
            problems.Add(new InvalidInput(input, "TooLong", most));
        }
        else if (isRequired && clean.Length == 0)
        {
            problems.Add(new InvalidInput(input, "Required"));
        }

        return clean;
    }

    private static void Check(List<InvalidInput> problems, bool holds, string input, string problem)
    {
        if (!holds)
        {
            problems.Add(new InvalidInput(input, problem));
        }
    }
}
