using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Domain.Consents;

/// <summary>What the law wants a consent to say. Law 8(4).</summary>
public enum ConsentContent
{
    /// <summary>The name of the owner or operator of the data base.</summary>
    OperatorName = 0,

    /// <summary>Its BIN.</summary>
    OperatorBin = 1,

    /// <summary>The full name of the subject.</summary>
    SubjectName = 2,

    /// <summary>The term or period for which it is given.</summary>
    Term = 3,

    /// <summary>Whether data may go to third parties.</summary>
    ThirdParties = 4,

    /// <summary>Whether data may leave the country.</summary>
    CrossBorder = 5,

    /// <summary>Whether data may be shown in sources open to everybody.</summary>
    PublicSources = 6,

    /// <summary>The list of the data collected.</summary>
    DataList = 7,

    /// <summary>The purposes.</summary>
    Purposes = 8,
}

/// <summary>What else is known of whom a consent is given to and by.</summary>
/// <param name="HasOperatorName">Whether the organisation's name is entered.</param>
/// <param name="HasOperatorBin">Whether its BIN is entered.</param>
/// <param name="HasSubjectName">Whether both names of the subject are held.</param>
public sealed record ConsentParties(bool HasOperatorName, bool HasOperatorBin, bool HasSubjectName);

/// <summary>Finds what the law wants and a consent lacks. Policy 4.3, 4.4, Law 8(4).</summary>
public static class ConsentContents
{
    /// <summary>
    /// What the policy's own form of an act says: everything that is done with data, third parties and showing to others included (4.3,
    /// 4.1.3), for as long as the purpose lasts (4.4), on the data of section 5. It is silent on leaving the country; and what is passed
    /// automatically while the resource is used (4.2.3) is on no list.
    /// </summary>
    public static ConsentScope OfForm(ConsentAct act) =>
        new(
            act == ConsentAct.UseOfResource ? null : FieldCode.All,
            ThirdParties: true,
            CrossBorder: null,
            PublicSources: act == ConsentAct.Newsletter ? null : true,
            Term: true);

    /// <summary>What is lacking, in the order of the law; nothing where it says all.</summary>
    /// <param name="consent">The event by which the consent stands.</param>
    /// <param name="parties">Who gave it and to whom.</param>
    public static IReadOnlyList<ConsentContent> MissingIn(ConsentEvent consent, ConsentParties parties)
    {
        var scope = consent.Scope ?? OfForm(consent.Act);
        return
        [
            .. new (ConsentContent Content, bool IsSaid)[]
            {
                (ConsentContent.OperatorName, parties.HasOperatorName),
                (ConsentContent.OperatorBin, parties.HasOperatorBin),
                (ConsentContent.SubjectName, parties.HasSubjectName),
                (ConsentContent.Term, scope.Term || consent.Until is not null),
                (ConsentContent.ThirdParties, scope.ThirdParties is not null),
                (ConsentContent.CrossBorder, scope.CrossBorder is not null),
                (ConsentContent.PublicSources, scope.PublicSources is not null),
                (ConsentContent.DataList, scope.Fields is { Count: > 0 }),
                (ConsentContent.Purposes, consent.Purposes.Count > 0),
            }.Where(one => !one.IsSaid).Select(one => one.Content),
        ];
    }
}
