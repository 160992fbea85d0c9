using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>How far a withdrawal reaches. Policy 4.5.</summary>
public enum WithdrawalExtent
{
    /// <summary>Everything that was consented to.</summary>
    Whole,

    /// <summary>What was consented to by some acts.</summary>
    Acts,

    /// <summary>Some purposes, in whatever act.</summary>
    Purposes,
}

/// <summary>A withdrawal as it is typed.</summary>
public sealed record WithdrawalForm
{
    private const int LongestAddress = 300;

    public required SubjectId Subject { get; init; }

    /// <summary>The mark of <see cref="ConsentStart"/>: what changed since is not overlooked.</summary>
    public required int Mark { get; init; }
    public WithdrawalExtent? Extent { get; init; }
    public IReadOnlyList<ConsentAct> Acts { get; init; } = [];
    public IReadOnlyList<string> Purposes { get; init; } = [];
    public Channel? Channel { get; init; }
    public Instant? ReceivedAt { get; init; }

    /// <summary>How it was made sure that the person is who withdraws.</summary>
    public IdentityCheck? IdentityCheck { get; init; }

    /// <summary>The document: a letter's date and number, where it is kept. It may be left out where the file itself is given.</summary>
    public string? Document { get; init; }

    /// <summary>The withdrawal itself as a file; null where none is kept here.</summary>
    public DocumentUpload? File { get; init; }

    /// <summary>What stands against it; null where nothing does. Law 8(2).</summary>
    public RefusalGround? Against { get; init; }

    /// <summary>How the letter that confirms it goes: by e-mail or by post.</summary>
    public Channel? ReplyBy { get; init; }

    /// <summary>Where the letter goes.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The language of the letter: en, ru or kk.</summary>
    public string? Language { get; init; }

    /// <summary>Not what is typed, so that it cannot slip into a log.</summary>
    public override string ToString() => Subject.ToString();

    /// <summary>The withdrawal, or what is to be mended, in the order of the form.</summary>
    internal Result<ReadWithdrawal> Read(Instant now)
    {
        var problems = ExtentProblems().ToList();
        problems.AddRange(ReceiptProblems(now));
        NewDocument? file = null;
        if (File is { } upload && !upload.Read().TryGet(out file, out var refusal) && refusal is InvalidInput wrong)
        {
            problems.Add(wrong);
        }

        if (Against is { } ground && !WithdrawalHindrance.Grounds.Contains(ground))
        {
            problems.Add(new InvalidInput("Against", "Unknown"));
        }

        problems.AddRange(ReplyProblems());
        return problems.Count > 0 || Channel is not { } channel || ReceivedAt is not { } at || IdentityCheck is not { } check || ReplyBy is not { } replyBy
            ? new InvalidInputs(problems)
            : new ReadWithdrawal(Withdrawal(channel, at), check, file, replyBy, Cleaned(ReplyTo), Language!);
    }

    private ConsentWithdrawal Withdrawal(Channel channel, Instant at) =>
        new()
        {
            Acts = Extent == WithdrawalExtent.Acts ? Acts : [],
            Purposes = Extent == WithdrawalExtent.Purposes ? Purposes : [],
            Channel = channel,
            At = at,
            Proof = Cleaned(Document),
            Hindrance = Against is { } stands ? new WithdrawalHindrance(stands, []) : null,
        };

    private IEnumerable<InvalidInput> ExtentProblems()
    {
        if (Extent is null)
        {
            yield return new InvalidInput("Extent", "Choose");
        }
        else if (Extent == WithdrawalExtent.Acts && Acts.Count == 0)
        {
            yield return new InvalidInput("Acts", "Choose");
        }
        else if (Extent == WithdrawalExtent.Purposes && Purposes.Count == 0)
        {
            yield return new InvalidInput("Purposes", "Choose");
        }
    }

    private List<InvalidInput> ReceiptProblems(Instant now)
    {
        var problems = new List<InvalidInput>();
        if (Channel is null)
        {
            problems.Add(new InvalidInput("Channel", "Choose"));
        }

        ConsentForms.CheckMoment(problems, "ReceivedAt", ReceivedAt, now);
        if (IdentityCheck is null or Domain.Requests.IdentityCheck.NotYet || !Enum.IsDefined(IdentityCheck.Value))
        {
            problems.Add(new InvalidInput("IdentityCheck", "Choose"));
        }
        else if (!IdentityChecks.Fits(IdentityCheck.Value, ApplicantKind.Subject))
        {
            problems.Add(new InvalidInput("IdentityCheck", "CheckOfBody"));
        }

        ConsentForms.CheckText(problems, "ConsentDocument", Document, isRequired: File is null);
        return problems;
    }

    private IEnumerable<InvalidInput> ReplyProblems()
    {
        var address = Cleaned(ReplyTo);
        if (ReplyBy is not (Domain.Consents.Channel.Email or Domain.Consents.Channel.Post))
        {
            yield return new InvalidInput("ReplyBy", "Choose");
        }

        if (address.Length is 0 or > LongestAddress)
        {
            yield return address.Length == 0 ? new InvalidInput("ReplyTo", "Required") : new InvalidInput("ReplyTo", "TooLong", LongestAddress);
        }
        else if (ReplyBy == Domain.Consents.Channel.Email && !EmailAddress.TryParse(address, out _, out _))
        {
            yield return new InvalidInput("ReplyTo", "Email");
        }

        if (Language is not ("en" or "ru" or "kk"))
        {
            yield return new InvalidInput("Language", "Choose");
        }
    }

    private static string Cleaned(string? text) => TextCleaning.Clean(text).Value;
}

/// <summary>A withdrawal whose form was found good.</summary>
/// <param name="Withdrawal">What is withdrawn.</param>
/// <param name="Check">How the identity was checked.</param>
/// <param name="File">The withdrawal itself; null where none is kept here.</param>
/// <param name="ReplyBy">How the letter goes.</param>
/// <param name="ReplyTo">Where it goes.</param>
/// <param name="Language">Its language.</param>
internal sealed record ReadWithdrawal(
    ConsentWithdrawal Withdrawal, IdentityCheck Check, NewDocument? File, Channel ReplyBy, string ReplyTo, string Language)
{
    /// <summary>Not what is typed, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(ReadWithdrawal);
}
