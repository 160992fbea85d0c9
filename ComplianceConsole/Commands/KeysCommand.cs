using System.CommandLine;
using System.Globalization;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Administration.Keys;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;

namespace ComplianceConsole.Commands;

/// <summary>The verb <c>keys</c>: <c>rotate</c> renews the keyring's tree, <c>copies</c> asks its live copies, <c>give-up</c> ends what a restoration kept.</summary>
public static class KeysCommand
{
    private static readonly TextFamily s_text = new("KeysText");

    /// <summary>The verb, to be added to the root command.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    public static Command Create(string[] settings) => new("keys", Say("Verb_Keys")) { Rotate(settings), Copies(settings), GiveUp(settings) };

    private static Command Rotate(string[] settings)
    {
        var command = new Command("rotate", Say("Verb_Rotate"));
        command.SetAction((parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return VerbHost.RunAsync(
                settings,
                async (services, stop) =>
                {
                    var answer = await services.GetRequiredService<RotateKeys>().HandleAsync(Actor(), new Counter(error), stop);
                    if (!answer.TryGet(out _, out var refusal))
                    {
                        return await FailAsync(error, refusal);
                    }

                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"keys: root and {Keyring.Shelves} shelves renewed"));
                    return 0;
                },
                cancellation);
        });
        return command;
    }

    private static Command Copies(string[] settings)
    {
        var anew = new Option<string?>("--anew") { Description = Say("Verb_Anew"), HelpName = "DIR" };
        var command = new Command("copies", Say("Verb_Copies")) { anew };
        command.SetAction((parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return VerbHost.RunAsync(
                settings,
                async (services, stop) =>
                {
                    var standings = services.GetRequiredService<CopyStandings>();
                    if (parsed.GetValue(anew) is { } folder
                        && !(await standings.MakeAnewAsync(Actor(), Path.GetFullPath(folder), stop)).TryGet(out _, out var refusal))
                    {
                        return await FailAsync(error, refusal);
                    }

                    if (!standings.Ask(Actor()).TryGet(out var copies, out var refused))
                    {
                        return await FailAsync(error, refused);
                    }

                    foreach (var copy in copies)
                    {
                        await output.WriteLineAsync($"{copy.File}: {copy.Standing}");
                    }

                    var inStep = copies.Count(copy => copy.Standing == CopyStanding.InStep);
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"keys: {inStep} of {copies.Count} copies in step"));
                    return inStep == copies.Count ? 0 : 1;
                },
                cancellation);
        });
        return command;
    }

    private static Command GiveUp(string[] settings)
    {
        var count = new Argument<int>("COUNT") { Description = Say("Verb_GiveUpCount") };
        var command = new Command("give-up", Say("Verb_GiveUp")) { count };
        command.SetAction((parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return VerbHost.RunAsync(
                settings,
                async (services, stop) =>
                {
                    var answer = await services.GetRequiredService<GiveUpKept>().HandleAsync(Actor(), parsed.GetRequiredValue(count), stop);
                    if (!answer.TryGet(out var given, out var refusal))
                    {
                        return await FailAsync(error, refusal);
                    }

                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"keys: {given} given up"));
                    return 0;
                },
                cancellation);
        });
        return command;
    }

    private static Actor Actor() => Domain.Access.Actor.CommandLine(Environment.UserName);

    private static async Task<int> FailAsync(TextWriter error, Refusal refusal)
    {
        await error.WriteLineAsync(RefusalText.Of(refusal));
        return 1;
    }

    private static string Say(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, s_text.Find(key, CultureInfo.CurrentUICulture) ?? key, values);

    private sealed class Counter(TextWriter error) : IProgress<int>
    {
        public void Report(int value) => error.WriteLine(Say("Verb_Progress", value, Keyring.Shelves));
    }
}
