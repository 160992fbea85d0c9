using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Rows;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Registers.Template;

/// <summary>The invented organisation of the demonstration, with the whole template as its registers.</summary>
public static class Demonstration
{
    /// <summary>Everything the demonstration's registers hold.</summary>
    /// <param name="now">The moment of the set-up.</param>
    public static RegisterContent Load(Instant now)
    {
        var file = TemplateFile.Read<DemonstrationFile>("demonstration");
        var template = PolicyTemplate.Load();
        var appointed = LocalDatePattern.Iso.Parse(file.Responsible.OrderDate).Value;
        return new RegisterContent(
            new OrganisationRow
            {
                Name = file.Name,
                Bin = file.Bin,
                Address = file.Address,
                Email = file.Email,
                Phone = file.Phone,
                Website = file.Website,
                IsDemo = true,
                SetUpAt = now,
            },
            new AppointmentRow
            {
                Name = file.Responsible.Name,
                Post = file.Responsible.Post.En,
                Posts = file.Responsible.Post,
                OrderNumber = file.Responsible.OrderNumber,
                OrderDate = appointed,
                Email = file.Responsible.Email,
                Phone = file.Responsible.Phone,
                From = appointed,
            },
            template.Grounds,
            template.Purposes,
            template.Fields,
            [
                .. template.Versions.Select(version => new PolicyVersionRow
                {
                    Code = version.Code,
                    PostedAt = AlmatyZone.StartOf(version.Posted),
                    Text = PolicyTemplate.Fill(version.Text, file.Name, file.Address, file.Email, file.Website),
                }),
            ]);
    }

    private sealed record DemonstrationFile(
        LocalText Name, string Bin, LocalText Address, string Email, string Phone, string Website, ResponsibleFile Responsible);

    private sealed record ResponsibleFile(
        string Name, LocalText Post, string OrderNumber, string OrderDate, string Email, string Phone);
}
