using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Registers;

namespace ComplianceConsole.Features.Registers.Reading;

/// <summary>A policy version with its neighbours.</summary>
/// <param name="Version">The version.</param>
/// <param name="Text">Its text.</param>
/// <param name="Before">The version before it, or null.</param>
/// <param name="TextBefore">The text of that, or null.</param>
/// <param name="After">The version that replaced it, or null.</param>
public sealed record PolicyReading(
    PolicyVersion Version, LocalText Text, PolicyVersion? Before, LocalText? TextBefore, PolicyVersion? After);

/// <summary>Reads the text of a policy version. Policy 10.2.</summary>
public sealed class ReadPolicyVersion(ReadRegisters registers, RegisterReader reader)
{
    /// <summary>The version of a code.</summary>
    /// <returns>The version, <see cref="NotAllowed"/>, or <see cref="NotFound"/>.</returns>
    public async Task<Result<PolicyReading>> RunAsync(Actor actor, string code, CancellationToken cancellation)
    {
        if (!(await registers.RunAsync(actor, cancellation)).TryGet(out var snapshot, out var refusal))
        {
            return refusal;
        }

        var versions = snapshot.PolicyVersions;
        var place = versions.ToList().FindIndex(version => string.Equals(version.Code, code, StringComparison.Ordinal));
        if (place < 0 || await reader.PolicyTextAsync(code, cancellation) is not { } text)
        {
            return new NotFound("PolicyVersion");
        }

        var before = place > 0 ? versions[place - 1] : null;
        return new PolicyReading(
            versions[place],
            text,
            before,
            before is null ? null : await reader.PolicyTextAsync(before.Code, cancellation),
            place + 1 < versions.Count ? versions[place + 1] : null);
    }
}
