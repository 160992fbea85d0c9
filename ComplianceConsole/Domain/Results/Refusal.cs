using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Domain.Results;

/// <summary>
/// Why something was not done, as one record a reason. The sentence a person reads stands in the resources under
/// <see cref="Code"/>, with <see cref="Arguments"/> as its values; neither ever carries personal data.
/// </summary>
public abstract record Refusal
{
    /// <summary>The key of the sentence in the resources.</summary>
    public virtual string Code => GetType().Name;

    /// <summary>The values of the sentence: numbers, dates, codes.</summary>
    public virtual IReadOnlyList<object> Arguments => [];

    /// <summary>The field to mend, where one field is to blame.</summary>
    public virtual string? Field => null;
}

/// <summary>The actor's roles do not carry the right.</summary>
public sealed record NotAllowed(Right Right) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Right];
}

/// <summary>The session has ended or a role was taken away; signing in again is the remedy.</summary>
public sealed record SessionEnded : Refusal;

/// <summary>The identity provider does not answer, and the roles last read from it are too old to act on.</summary>
public sealed record RolesUnconfirmed : Refusal;

/// <summary>The record is blocked: nothing is done with it but what the responsible person does by law. Policy 2.1(7).</summary>
/// <param name="Subject">Whose record.</param>
/// <param name="Since">When the block took effect.</param>
public sealed record RecordBlocked(SubjectId Subject, Instant Since) : Refusal
{
    /// <summary>The clause that refuses.</summary>
    public const string Clause = "2.1(7)";

    /// <summary>The name of who set the block; null where the history does not tell.</summary>
    public string? By { get; init; }

    /// <summary>Whether it is released for destruction, so that nobody can unblock it any more. Policy 9.8.</summary>
    public bool IsReleasedForDestruction { get; init; }

    public override string Code => nameof(RecordBlocked) + (IsReleasedForDestruction ? "_Released" : By is null ? "" : "_By");

    public override IReadOnlyList<object> Arguments => [Subject, Since, Clause, By ?? ""];
}

/// <summary>The record is not blocked, so that there is nothing to release.</summary>
public sealed record RecordNotBlocked(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>The data of the record was destroyed. Policy 2.1(10).</summary>
public sealed record RecordDestroyed(SubjectId Subject) : Refusal
{
    /// <summary>Whether figures of its group remain. Policy 2.1(11).</summary>
    public bool IsDepersonalised { get; init; }

    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>There is nothing under this number or address.</summary>
public sealed record NotFound(string What) : Refusal
{
    public override IReadOnlyList<object> Arguments => [What];
}

/// <summary>No ground or purpose in the policy covers this use. Policy 3.2.</summary>
/// <param name="Purpose">The purpose's code.</param>
/// <param name="Subject">Whose record stayed closed; null where no record was asked for.</param>
public sealed record PurposeNotCovered(string Purpose, SubjectId? Subject = null) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Purpose];
}

/// <summary>Somebody else changed the same thing first; nothing was overwritten.</summary>
public sealed record ChangedMeanwhile(string FieldCode) : Refusal
{
    public override IReadOnlyList<object> Arguments => [FieldCode];

    public override string? Field => FieldCode;
}

/// <summary>The step is not open in the present stage, or was taken already.</summary>
public sealed record StepNotOpen(string Step) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Step];
}

/// <summary>The representative's authority has ended, so that nothing more is done on the representative's word. Policy 4.1.1.</summary>
/// <param name="Until">Its last day.</param>
public sealed record AuthorityEnded(LocalDate Until) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Until];
}

/// <summary>An input is missing or wrong. <paramref name="Problem"/> is the key of the sentence that names the remedy.</summary>
public sealed record InvalidInput(string FieldName, string Problem, object? Limit = null) : Refusal
{
    public override string Code => "Invalid_" + Problem;

    public override IReadOnlyList<object> Arguments => Limit is null ? [FieldName] : [FieldName, Limit];

    public override string? Field => FieldName;
}

/// <summary>Several inputs at once are missing or wrong.</summary>
public sealed record InvalidInputs(IReadOnlyList<InvalidInput> Problems) : Refusal;

/// <summary>The time in which one's own block can be withdrawn has passed, or it was another's.</summary>
public sealed record UndoClosed : Refusal;

/// <summary>The identifier belongs to another subject.</summary>
public sealed record IdentifierTaken(string FieldCode) : Refusal
{
    public override IReadOnlyList<object> Arguments => [FieldCode];

    public override string? Field => FieldCode;
}

/// <summary>The ledger or a store could not be written: nothing was shown and nothing was changed.</summary>
public sealed record StoreUnavailable : Refusal;

/// <summary>The organisation stands already: the first set-up happens once.</summary>
public sealed record AlreadySetUp : Refusal;

/// <summary>The organisation is not entered yet, so that nothing can be issued in its name.</summary>
public sealed record NotSetUp : Refusal;
