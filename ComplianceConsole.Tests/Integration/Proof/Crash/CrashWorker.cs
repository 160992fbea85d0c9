using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;

namespace ComplianceConsole.Tests.Integration.Proof.Crash;

/// <summary>
/// The process that is killed at work on a large keyring: it does one kind of act again and again, says before each what it tries
/// (<c>try destroy 7 19</c>) and after it that it is done.
/// </summary>
internal sealed class CrashWorker(TestStores stores, int keys, Dice dice)
{
    public const string Name = "crash-worker";

    /// <summary>The kinds of acts, each of which is under way at the kill in its turn.</summary>
    public static readonly string[] Acts = ["destroy", "create", "rotate", "person", "renew", "bulk"];

    private const int Bulk = 100;

    /// <summary>Works on the stores of a folder, by a seed, at one kind of act on the first so many keys, until it is killed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, act) = (args[0], args[2]);
        await using var stores = await CrashStores.OpenAsync(folder);
        await Console.Out.WriteLineAsync("open");
        if (await Console.In.ReadLineAsync() is null)
        {
            return 0;
        }

        var worker = new CrashWorker(stores, int.Parse(args[3], CultureInfo.InvariantCulture), new Dice(int.Parse(args[1], CultureInfo.InvariantCulture)));
        while (true)
        {
            await worker.DoAsync(act);
        }
    }

    private async Task DoAsync(string act)
    {
        switch (act)
        {
            case "destroy":
                Destroy(1 + dice.Next(3));
                break;
            case "bulk":
                Destroy(Bulk);
                break;
            case "create":
                Try("create", () => CrashStores.Make(stores, 1 + dice.Next(Bulk)).ToString(CultureInfo.InvariantCulture));
                break;
            case "rotate":
                Try("rotate", () => Require(new TreeRotation(stores.Keyring).Run(progress: null, CancellationToken.None)));
                break;
            case "renew":
                Try("renew", () => Require(new IdentifierRenewal(stores.Keyring).Run(CancellationToken.None)));
                break;
            case "person":
                await PersonAsync();
                break;
        }
    }

    private void Destroy(int count)
    {
        var ids = new HashSet<long>();
        while (ids.Count < count)
        {
            var id = 1 + dice.Next(keys);
            if (stores.Keyring.DestroyedAt(KeyHolder.Subject, id) is null)
            {
                ids.Add(id);
            }
        }

        Try($"destroy {string.Join(' ', ids)}", () =>
        {
            stores.Destroy([.. ids]);
            return Require(stores.Keyring.FinishRenewal());
        });
    }

    // With a record, and so through all the steps of a destruction.
    private async Task PersonAsync()
    {
        Console.Out.WriteLine("try enter");
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Email, $"p{dice.Next():x}{dice.Next():x}@example.kz"));
        Console.Out.WriteLine($"done {subject.Number}");
        Console.Out.WriteLine($"try person {subject.Number}");
        Require((await stores.DecideAsync(subject)).IsDone);
        Require(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None) is not null);
        Console.Out.WriteLine("done");
    }

    private static void Try(string what, Func<string> act)
    {
        Console.Out.WriteLine("try " + what);
        Console.Out.WriteLine(("done " + act()).Trim());
    }

    private static string Require(bool isSo) => isSo ? "" : throw new InvalidOperationException("The keyring did not follow.");
}
