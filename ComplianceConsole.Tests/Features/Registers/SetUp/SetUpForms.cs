using ComplianceConsole.Features.Registers.SetUp;
using ComplianceConsole.Features.Registers.Template;

namespace ComplianceConsole.Tests.Features.Registers.SetUp;

/// <summary>A set-up that everything has been answered in.</summary>
internal static class SetUpForms
{
    public static SetUpForm Answered()
    {
        var form = new SetUpForm(PolicyTemplate.Load())
        {
            NameEn = "Foundation", NameRu = "Фонд", NameKk = "Қор", Bin = "230651999024",
            AddressEn = "Astana", AddressRu = "Астана", AddressKk = "Астана қаласы",
            Email = "privacy@example.kz", Phone = "+7 717 200 01 01", Website = "https://example.kz",
            ResponsibleName = "Saule Omarova", ResponsiblePostEn = "Lawyer", ResponsiblePostRu = "Юрист", ResponsiblePostKk = "Заңгер", OrderNumber = "7", OrderDate = "2026-11-02",
            ResponsibleEmail = "dpo@example.kz", ResponsiblePhone = "8 717 200 01 02",
            PolicyCode = "2026-11", PolicyPosted = "2026-11-03",
        };
        form.FillPolicy();
        return form;
    }
}
