using ComplianceConsole.Domain;
using ComplianceConsole.Features.Registers.Template;

namespace ComplianceConsole.Features.Registers.SetUp;

/// <summary>What is being typed into the set-up, kept while one goes from step to step.</summary>
public sealed class SetUpForm
{
    private readonly TemplateVersion _template;
    private LocalText? _filled;

    /// <summary>A form as the template fills it.</summary>
    public SetUpForm(PolicyTemplate template)
    {
        Grounds = template.Grounds;
        Purposes = [.. template.Purposes.Select(purpose => new PurposeForm(purpose))];
        Fields = [.. template.Fields.Select(field => new FieldForm(field))];
        _template = template.Versions[^1];
    }

    public string NameEn { get; set; } = "";
    public string NameRu { get; set; } = "";
    public string NameKk { get; set; } = "";
    public string Bin { get; set; } = "";
    public string AddressEn { get; set; } = "";
    public string AddressRu { get; set; } = "";
    public string AddressKk { get; set; } = "";
    public string Email { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Website { get; set; } = "";

    public string ResponsibleName { get; set; } = "";
    public string ResponsiblePostEn { get; set; } = "";
    public string ResponsiblePostRu { get; set; } = "";
    public string ResponsiblePostKk { get; set; } = "";
    public string OrderNumber { get; set; } = "";
    public string OrderDate { get; set; } = "";
    public string ResponsibleEmail { get; set; } = "";
    public string ResponsiblePhone { get; set; } = "";

    /// <summary>The grounds a purpose may rest on. Policy 3.1.</summary>
    public IReadOnlyList<TemplateGround> Grounds { get; }

    /// <summary>The purposes as edited.</summary>
    public List<PurposeForm> Purposes { get; }

    /// <summary>The fields with what is ticked.</summary>
    public IReadOnlyList<FieldForm> Fields { get; }

    public string PolicyCode { get; set; } = "";
    public string PolicyPosted { get; set; } = "";
    public string TextEn { get; set; } = "";
    public string TextRu { get; set; } = "";
    public string TextKk { get; set; } = "";

    /// <summary>Adds an empty purpose under the next number of clause 3.2.</summary>
    public void AddPurpose()
    {
        var last = Purposes.Select(purpose => int.Parse(purpose.Code.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        Purposes.Add(new PurposeForm(new TemplatePurpose($"3.2.{last + 1}", "consent", new LocalText("", "", ""))));
    }

    /// <summary>Takes a purpose away, and its ticks.</summary>
    public void Remove(PurposeForm purpose)
    {
        Purposes.Remove(purpose);
        foreach (var field in Fields)
        {
            field.Purposes.Remove(purpose.Code);
        }
    }

    /// <summary>Fills the policy's texts from the template, unless they were edited.</summary>
    public void FillPolicy()
    {
        if (new LocalText(TextEn, TextRu, TextKk) is var typed && typed != (_filled ?? new LocalText("", "", "")))
        {
            return;
        }

        _filled = PolicyTemplate.Fill(
            _template.Text, new LocalText(NameEn, NameRu, NameKk), new LocalText(AddressEn, AddressRu, AddressKk), Email, Website);
        (TextEn, TextRu, TextKk) = (_filled.En, _filled.Ru, _filled.Kk);
    }

    /// <summary>What was typed, as the use case takes it.</summary>
    public SetUpCommand ToCommand() =>
        new(
            new OrganisationInput(NameEn, NameRu, NameKk, Bin, AddressEn, AddressRu, AddressKk, Email, Phone, Website),
            new ResponsibleInput(
                ResponsibleName, ResponsiblePostEn, ResponsiblePostRu, ResponsiblePostKk, OrderNumber, OrderDate, ResponsibleEmail, ResponsiblePhone),
            [.. Purposes.Select(purpose => new PurposeInput(purpose.Code, purpose.TitleEn, purpose.TitleRu, purpose.TitleKk, purpose.Ground))],
            [.. Fields.Select(field => new FieldChoice(field.Code, [.. field.Purposes.Order(StringComparer.Ordinal)]))],
            new PolicyInput(PolicyCode, PolicyPosted, TextEn, TextRu, TextKk));
}

/// <summary>A purpose being edited.</summary>
public sealed class PurposeForm(TemplatePurpose purpose)
{
    public string Code { get; } = purpose.Code;
    public string TitleEn { get; set; } = purpose.Title.En;
    public string TitleRu { get; set; } = purpose.Title.Ru;
    public string TitleKk { get; set; } = purpose.Title.Kk;
    public string Ground { get; set; } = purpose.Ground;
}

/// <summary>A field and the purposes ticked for it.</summary>
public sealed class FieldForm(TemplateField field)
{
    public string Code { get; } = field.Code;

    public HashSet<string> Purposes { get; } = [.. field.Purposes];

    /// <summary>Ticks or unticks a purpose.</summary>
    public void Set(string purpose, bool isNeeded)
    {
        if (isNeeded)
        {
            Purposes.Add(purpose);
        }
        else
        {
            Purposes.Remove(purpose);
        }
    }
}
