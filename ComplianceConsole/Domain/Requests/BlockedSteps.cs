using ComplianceConsole.Domain.Processing;

namespace ComplianceConsole.Domain.Requests;

/// <summary>
/// Which steps that are still owed a blocked record forbids: changing it, and giving its data to anybody but the person it is about or who
/// represents that person. Policy 2.1(7).
/// </summary>
public static class BlockedSteps
{
    /// <summary>The steps, as long as the block stands; none for a request that has ended.</summary>
    public static IEnumerable<OpenStep> Of(RequestCourse course)
    {
        if (course.Ended is not null)
        {
            yield break;
        }

        if (course.Matter(RequestKind.Correction) is { IsSettled: false })
        {
            yield return new OpenStep(RequestStep.CarryOut, RequestKind.Correction);
        }

        if (course.Matter(RequestKind.Disclosure) is { IsSettled: false } && !IsOfTheSubject(course.Applicant))
        {
            yield return new OpenStep(RequestStep.PrepareReport, RequestKind.Disclosure);
            yield return new OpenStep(RequestStep.HandOver, RequestKind.Disclosure);
        }
    }

    /// <summary>
    /// A use as a request makes it. Answering the subject, or who represents the subject, is legal handling of a blocked record; giving the
    /// data to anybody else is not.
    /// </summary>
    /// <param name="applicant">Who asks.</param>
    /// <param name="use">The use.</param>
    public static Use For(ApplicantKind applicant, Use use) => IsOfTheSubject(applicant) ? use : use with { IsLegalHandling = false };

    private static bool IsOfTheSubject(ApplicantKind applicant) => applicant is ApplicantKind.Subject or ApplicantKind.Representative;
}
