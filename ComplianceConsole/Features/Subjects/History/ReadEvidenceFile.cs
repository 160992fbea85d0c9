using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Subjects.History;

/// <summary>The file of an evidence, opened.</summary>
/// <param name="Name">The name it came under.</param>
/// <param name="ContentType">Its type, found from its content when it was taken in.</param>
/// <param name="Content">Its bytes.</param>
public sealed record EvidenceFile(string Name, string ContentType, byte[] Content)
{
    /// <summary>The type alone: a file's name can be a person's.</summary>
    public override string ToString() => ContentType;
}

/// <summary>Takes the file attached to a correction out of the history, for the responsible person. Policy 9.3.</summary>
public sealed class ReadEvidenceFile(Operation operation)
{
    /// <summary>Opens the file.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="subject">Whose record.</param>
    /// <param name="sequence">The change's number within the subject.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<Result<EvidenceFile>> HandleAsync(Actor actor, SubjectId subject, int sequence, CancellationToken cancellation) =>
        operation.ReadAsync<EvidenceFile>(
            actor,
            Right.CorrectSubject,
            "subject.evidence",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Read, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                var row = await scope.Db.ProfileChanges.AsNoTracking()
                    .SingleOrDefaultAsync(one => one.SubjectId == subject.Number && one.Sequence == sequence, token);
                if (row?.EvidenceFile is not { } content)
                {
                    return new NotFound("File");
                }

                var evidence = record.Open<ProfileChangeRow, ProfileChange>(sequence, nameof(ProfileChangeRow.Details), row.Details).Evidence;
                return new EvidenceFile(
                    evidence?.FileName ?? "",
                    evidence?.ContentType ?? "application/octet-stream",
                    record.OpenFile<ProfileChangeRow>(sequence, nameof(ProfileChangeRow.EvidenceFile), content));
            },
            cancellation);
}
