using System.CommandLine;
using System.Globalization;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Commands;

/// <summary>
/// The verb <c>restore</c>: puts a backup in the place of the records and says what came back and what could not. Exit code 0 when it was
/// restored and everything holds, 1 when it was refused or something does not hold.
/// </summary>
public static class RestoreCommand
{
    private static readonly TextFamily s_operations = new("OperationText");

    /// <summary>The verb, to be added to the root command.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    public static Command Create(string[] settings)
    {
        var directory = new Argument<string>("DIR") { Description = BackupCommand.Say("Restore_Dir") };
        var acceptLoss = new Option<bool>("--accept-loss") { Description = BackupCommand.Say("Restore_AcceptLoss") };
        var command = new Command("restore", BackupCommand.Say("Restore_Description")) { directory, acceptLoss };
        command.SetAction((parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return VerbHost.RunAsync(
                settings,
                async (services, stop) =>
                {
                    var answer = await services.GetRequiredService<RestoreBackup>().HandleAsync(
                        Actor.CommandLine(Environment.UserName), parsed.GetRequiredValue(directory), parsed.GetValue(acceptLoss), stop);
                    if (!answer.TryGet(out var restored, out var refusal))
                    {
                        await error.WriteLineAsync(RefusalText.Of(refusal));
                        return 1;
                    }

                    foreach (var sentence in Sentences(restored))
                    {
                        await error.WriteLineAsync(sentence);
                    }

                    var found = await services.GetRequiredService<StoreVerifier>().VerifyAsync(progress: null, stop);
                    services.GetRequiredService<LedgerShipping>().Ship();
                    await error.WriteLineAsync(found.Line);
                    await output.WriteLineAsync(restored.Line);
                    return found.Holds ? 0 : 1;
                },
                cancellation,
                opensStores: false);
        });
        return command;
    }

    /// <summary>What was done, in words; what could not be brought back is said as plainly as what could.</summary>
    public static IEnumerable<string> Sentences(Restored restored)
    {
        yield return restored.TakenAt is { } at
            ? BackupCommand.Say("Restored_From", DateWords.DateTime(at, CultureInfo.CurrentUICulture), restored.OfBackup)
            : BackupCommand.Say("Restored_FromUndated", restored.OfBackup);
        if (restored.KeyringFrom is { } keyring)
        {
            yield return BackupCommand.Say("Restored_Keyring", keyring);
        }

        yield return restored.Replayed > 0
            ? BackupCommand.Say("Restored_Replayed", restored.Replayed, restored.ReplayedFrom!)
            : BackupCommand.Say("Restored_NothingReplayed");
        if (restored.Lost > 0)
        {
            yield return BackupCommand.Say("Restored_Lost", restored.Lost);
        }

        foreach (var sentence in Facts(restored))
        {
            yield return sentence;
        }

        if (restored.RowsSetBack > 0)
        {
            yield return BackupCommand.Say("Restored_SetBack", restored.RowsSetBack);
        }

        if (restored.ToRepeat.Count > 0)
        {
            yield return BackupCommand.Say("Restored_Repeat", string.Join("; ", restored.ToRepeat.Select(Counted)));
        }

        if (restored.NumbersAtRisk > 0)
        {
            yield return BackupCommand.Say("Restored_Numbers", restored.NumbersAtRisk);
        }

        if (restored.SubjectsMissing > 0)
        {
            yield return BackupCommand.Say("Restored_Missing", restored.SubjectsMissing);
        }

        if (restored.KeysKept > 0)
        {
            yield return BackupCommand.Say("Restored_Kept", restored.KeysKept);
        }

        if (restored.Tombstones > 0)
        {
            yield return BackupCommand.Say("Restored_Tombstones", restored.Tombstones);
        }

        if (restored.Destroyed > 0)
        {
            yield return BackupCommand.Say("Restored_Destroyed", restored.Destroyed);
        }

        if (restored.Waiting > 0)
        {
            yield return BackupCommand.Say("Restored_Waiting", restored.Waiting);
        }

        if (restored.IdentifiersTaken > 0)
        {
            yield return BackupCommand.Say("Restored_Taken", restored.IdentifiersTaken);
        }

        yield return BackupCommand.Say("Restored_Indexed", restored.Indexed);
        if (restored.SetAside is { } aside)
        {
            yield return BackupCommand.Say("Restored_Aside", aside);
        }
    }

    // Who is blocked has to be known by number: whoever goes on working must not be surprised, and no duty says so.
    private static IEnumerable<string> Facts(Restored restored)
    {
        (string Key, IReadOnlyList<SubjectId> Subjects)[] facts =
        [
            ("Restored_Blocked", restored.Blocked),
            ("Restored_Released", restored.Released),
            ("Restored_UnderWay", restored.UnderWay),
            ("Restored_Held", restored.Held),
        ];
        foreach (var (key, subjects) in facts.Where(fact => fact.Subjects.Count > 0))
        {
            yield return BackupCommand.Say(key, subjects.Count, string.Join(", ", subjects));
        }

        if (restored.RequestsClosed > 0)
        {
            yield return BackupCommand.Say("Restored_RequestsClosed", restored.RequestsClosed);
        }

        foreach (var (file, rows) in restored.FactsRefused)
        {
            yield return rows > 0 ? BackupCommand.Say("Restored_FactsRefused", file, rows) : BackupCommand.Say("Restored_FactsUnread", file);
        }
    }

    private static string Counted(KeyValuePair<string, long> done) =>
        string.Create(CultureInfo.CurrentCulture, $"{s_operations.Find(done.Key, CultureInfo.CurrentUICulture) ?? done.Key}: {done.Value}");
}
