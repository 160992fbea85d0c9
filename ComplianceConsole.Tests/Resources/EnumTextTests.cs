using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using Xunit;

namespace ComplianceConsole.Tests.Resources;

public sealed class EnumTextTests
{
    private static readonly Type[] s_shown =
    [
        typeof(ActorKind), typeof(Role), typeof(Right), typeof(SubjectState), typeof(UserType), typeof(ConsentState),
        typeof(ConsentAct), typeof(ConsentEventKind), typeof(Channel), typeof(RequestKind), typeof(ApplicantKind),
        typeof(IdentityCheck), typeof(RequestStage), typeof(FieldGroup), typeof(FieldSource), typeof(BlockEventKind),
        typeof(ProcessingAction), typeof(DutyKind), typeof(DutyTrigger), typeof(DutyEnding), typeof(WordOf),
        typeof(EvidenceKind), typeof(Clearance), typeof(RequestStep), typeof(CalendarProblemKind), typeof(AuthorityCheck),
        typeof(MatterDecision), typeof(RefusalGround), typeof(DocumentKind), typeof(NoticeState),
        typeof(ConsentContent), typeof(RecipientNoticeState), typeof(CopyKind), typeof(CopyDisposal), typeof(HoldKind),
    ];

    public static TheoryData<string> Languages() => ["en", "ru", "kk"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryValueAPersonMayMeetHasAWord(string language)
    {
        var words = new TextFamily("EnumText");
        var wordless = s_shown
            .SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}_{name}"))
            .Where(key => words.Find(key, CultureInfo.GetCultureInfo(language)) is null);

        Assert.Empty(wordless);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryFieldOfClause5HasAName(string language) =>
        Assert.DoesNotContain(FieldCode.All, code =>
            string.Equals(FieldText.Label(code, CultureInfo.GetCultureInfo(language)), code, StringComparison.Ordinal));

    [Fact]
    public void SeveralRolesAreNamedOneAfterTheOther() =>
        Assert.Equal("Сотрудник, Руководитель", EnumText.Of(Role.Staff | Role.Manager, CultureInfo.GetCultureInfo("ru")));
}
