using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Consents;

/// <summary>Extends the consent of an act on a document of the subject. Policy 4.4.</summary>
public sealed class ExtendConsent(Operation operation)
{
    /// <summary>Extends.</summary>
    /// <returns>
    /// Done; or <see cref="InvalidInputs"/>, <see cref="InvalidInput"/>, <see cref="ChangedMeanwhile"/>, <see cref="NothingToExtend"/>,
    /// <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<Done>> HandleAsync(Actor actor, ExtensionForm form, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.ChangeConsents,
            "consent.extend",
            async (scope, token) =>
            {
                if (!form.Read(scope.Now).TryGet(out var extension, out var refusal)
                    || !(await ConsentJournal.OpenAsync(scope, form.Subject, Uses.Extend, form.Mark, token)).TryGet(out var record, out refusal))
                {
                    return refusal;
                }

                return (await scope.ExtendConsentAsync(record, extension, token)).Then(_ => default(Done));
            },
            cancellation);
}
