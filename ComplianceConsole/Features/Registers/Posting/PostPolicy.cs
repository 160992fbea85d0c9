using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.SetUp;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Registers.Posting;

/// <summary>
/// Enters a new version of the policy: its text, the day from which it is in force, and the terms it sets. Clocks that began before run on
/// under the version they began with. Policy 10.2.
/// </summary>
public sealed class PostPolicy(Operation operation)
{
    /// <summary>Enters it.</summary>
    /// <returns>Done; <see cref="NotAllowed"/>, <see cref="NotSetUp"/> before there is an organisation, or the inputs to be mended.</returns>
    public Task<Result<Done>> HandleAsync(Actor actor, PostPolicyCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.ChangeSettings,
            "policy.post",
            async (scope, token) =>
            {
                var posted = await scope.Db.PolicyVersions
                    .OrderBy(version => version.PostedAt)
                    .Select(version => new PolicyVersion(version.Code, version.PostedAt))
                    .ToListAsync(token);
                if (posted.Count == 0)
                {
                    return new NotSetUp();
                }

                var problems = PostPolicyRules.Check(command, posted, AlmatyZone.DayOf(scope.Now));
                if (problems.Count > 0)
                {
                    return new InvalidInputs(problems);
                }

                Write(scope, command.Policy, PostPolicyRules.Read(command));
                return default(Done);
            },
            cancellation);

    private static void Write(OperationScope scope, PolicyInput policy, DutyCatalogue catalogue)
    {
        var code = policy.Code.Trim();
        var terms = DutyRecords.TermsOf(code, catalogue).ToList();
        scope.Db.PolicyVersions.Add(
            new PolicyVersionRow
            {
                Code = code,
                PostedAt = AlmatyZone.StartOf(SetUpRules.Day(policy.Posted)),
                Text = new LocalText(SetUpRules.Kept(policy.TextEn), SetUpRules.Kept(policy.TextRu), SetUpRules.Kept(policy.TextKk)),
            });
        scope.Db.DutyTerms.AddRange(terms);
        scope.ChangedRegisters();
        scope.Record(
            ProcessingAction.Administration,
            "10.2",
            details: new
            {
                policyVersion = code,
                posted = policy.Posted,
                terms = terms.Select(term => new { duty = term.Kind, term = term.Term, clauses = term.Clauses }),
            });
    }
}
