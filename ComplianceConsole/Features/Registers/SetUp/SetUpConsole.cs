using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.Template;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Registers.SetUp;

/// <summary>The first set-up of an empty console: organisation, responsible person, purposes, fields and the first policy version at once.</summary>
public sealed class SetUpConsole(Operation operation)
{
    /// <summary>Sets the console up. Policy 3, 5, 7.1, 10.2.</summary>
    /// <returns>Done, <see cref="NotAllowed"/>, <see cref="AlreadySetUp"/>, or the inputs to be mended.</returns>
    public Task<Result<Done>> RunAsync(Actor actor, SetUpCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.ChangeSettings,
            "registers.set-up",
            async (scope, token) =>
            {
                if (await scope.Db.Organisations.AnyAsync(token))
                {
                    return new AlreadySetUp();
                }

                var problems = SetUpRules.Check(command, AlmatyZone.DayOf(scope.Now));
                if (problems.Count > 0)
                {
                    return new InvalidInputs(problems);
                }

                ToContent(command, scope.Now).AddTo(scope);
                scope.Record(ProcessingAction.Administration, "7.1", details: new { policyVersion = command.Policy.Code.Trim() });
                return default(Done);
            },
            cancellation);

    private static RegisterContent ToContent(SetUpCommand command, Instant now)
    {
        var template = PolicyTemplate.Load();
        var periods = template.Fields.ToDictionary(field => field.Code, field => field.Period, StringComparer.Ordinal);
        var chosen = command.Fields.ToDictionary(field => field.Code, field => field.Purposes, StringComparer.Ordinal);
        return new RegisterContent(
            ToRow(command.Organisation, now),
            ToRow(command.Responsible),
            template.Grounds,
            [
                .. command.Purposes.Select(purpose => new TemplatePurpose(
                    purpose.Code, purpose.Ground, Local(purpose.TitleEn, purpose.TitleRu, purpose.TitleKk))),
            ],
            [.. FieldCode.All.Select(code => new TemplateField(code, chosen[code], periods[code]))],
            [
                new PolicyVersionRow
                {
                    Code = command.Policy.Code.Trim(),
                    PostedAt = AlmatyZone.StartOf(SetUpRules.Day(command.Policy.Posted)),
                    Text = Local(command.Policy.TextEn, command.Policy.TextRu, command.Policy.TextKk),
                },
            ]);
    }

    private static OrganisationRow ToRow(OrganisationInput typed, Instant now) =>
        new()
        {
            Name = Local(typed.NameEn, typed.NameRu, typed.NameKk),
            Bin = FieldRules.Read(FieldCode.Bin, typed.Bin).Value!,
            Address = Local(typed.AddressEn, typed.AddressRu, typed.AddressKk),
            Email = FieldRules.Read(FieldCode.Email, typed.Email).Value!,
            Phone = FieldRules.Read(FieldCode.Phone, typed.Phone).Value,
            Website = SetUpRules.Kept(typed.Website) is { Length: > 0 } website ? website : null,
            SetUpAt = now,
        };

    private static AppointmentRow ToRow(ResponsibleInput typed) =>
        new()
        {
            Name = SetUpRules.Kept(typed.Name),
            Post = SetUpRules.Kept(typed.PostRu),
            Posts = Local(typed.PostEn, typed.PostRu, typed.PostKk),
            OrderNumber = SetUpRules.Kept(typed.OrderNumber),
            OrderDate = SetUpRules.Day(typed.OrderDate),
            Email = FieldRules.Read(FieldCode.Email, typed.Email).Value!,
            Phone = FieldRules.Read(FieldCode.Phone, typed.Phone).Value!,
            From = SetUpRules.Day(typed.OrderDate),
        };

    private static LocalText Local(string en, string ru, string kk) => new(SetUpRules.Kept(en), SetUpRules.Kept(ru), SetUpRules.Kept(kk));
}
