namespace ComplianceConsole.Features.Registers.SetUp;

/// <summary>The organisation as typed.</summary>
public sealed record OrganisationInput(
    string NameEn, string NameRu, string NameKk,
    string Bin,
    string AddressEn, string AddressRu, string AddressKk,
    string Email, string Phone, string Website);

/// <summary>The responsible person as typed, the day of the order in ISO form. Policy 7.1.</summary>
public sealed record ResponsibleInput(
    string Name,
    string PostEn, string PostRu, string PostKk,
    string OrderNumber, string OrderDate,
    string Email, string Phone);

/// <summary>A purpose as typed. Policy 3.2.</summary>
public sealed record PurposeInput(string Code, string TitleEn, string TitleRu, string TitleKk, string Ground);

/// <summary>The purposes ticked for a field. Policy 5, 6.1.</summary>
public sealed record FieldChoice(string Code, IReadOnlyList<string> Purposes);

/// <summary>The first policy version as typed, the day of posting in ISO form. Policy 10.2.</summary>
public sealed record PolicyInput(string Code, string Posted, string TextEn, string TextRu, string TextKk);

/// <summary>Everything the first set-up asks.</summary>
public sealed record SetUpCommand(
    OrganisationInput Organisation,
    ResponsibleInput Responsible,
    IReadOnlyList<PurposeInput> Purposes,
    IReadOnlyList<FieldChoice> Fields,
    PolicyInput Policy);

/// <summary>The steps of the set-up, in their order.</summary>
public enum SetUpStep
{
    Organisation = 1,
    Responsible = 2,
    Purposes = 3,
    Policy = 4,
}
