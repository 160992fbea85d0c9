using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Features.Registers.Template;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Registers;

/// <summary>The registers of an organisation that begins.</summary>
/// <param name="Organisation">Whose policy it is.</param>
/// <param name="Appointment">Who is responsible. Policy 7.1.</param>
/// <param name="Grounds">In order. Policy 3.1.</param>
/// <param name="Purposes">In order. Policy 3.2.</param>
/// <param name="Fields">In the order of clause 5.</param>
/// <param name="Versions">The posted versions of the policy. Policy 10.2.</param>
public sealed record RegisterContent(
    OrganisationRow Organisation,
    AppointmentRow Appointment,
    IReadOnlyList<TemplateGround> Grounds,
    IReadOnlyList<TemplatePurpose> Purposes,
    IReadOnlyList<TemplateField> Fields,
    IReadOnlyList<PolicyVersionRow> Versions)
{
    /// <summary>Adds the rows to a change that fills empty registers.</summary>
    internal void AddTo(OperationScope scope)
    {
        scope.Db.Organisations.Add(Organisation);
        scope.Db.Appointments.Add(Appointment);
        scope.Db.Grounds.AddRange(
            Grounds.Select((ground, order) => new GroundRow { Code = ground.Code, Title = ground.Title, Order = order }));
        scope.Db.Purposes.AddRange(
            Purposes.Select((purpose, order) => new PurposeRow
            {
                Code = purpose.Code,
                Title = purpose.Title,
                Ground = purpose.Ground,
                Order = order,
            }));
        scope.Db.Fields.AddRange(
            Fields.Select((field, order) => new FieldRow
            {
                Code = field.Code,
                Purposes = string.Join(',', field.Purposes),
                Period = field.Period,
                Order = order,
            }));
        scope.Db.PolicyVersions.AddRange(Versions);
        scope.Db.DutyTerms.AddRange(Versions.SelectMany(version => DutyRecords.TermsOf(version.Code, DutyCatalogue.OfThePolicy)));
        scope.ChangedRegisters();
    }
}
