using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Integration.Proof.Faults;

/// <summary>
/// The process into which faults are put: it opens stores, destroys one subject when told to, all on one thread of its own so that its calls can be
/// counted, and says how far it came.
/// </summary>
internal static class FaultWorker
{
    public const string Name = "fault-worker";

    public static async Task<int> RunAsync(string[] args)
    {
        if (await Console.In.ReadLineAsync() is null)
        {
            return 0;
        }

        var stores = await ProofStores.OpenAsync(args[0]);
        await Console.Out.WriteLineAsync("open");
        if (await Console.In.ReadLineAsync() is { } number)
        {
            var subject = new SubjectId(long.Parse(number, CultureInfo.InvariantCulture));
            var destroying = new Thread(() => DestroyAsync(stores, subject).GetAwaiter().GetResult());
            destroying.Start();
            destroying.Join();
            await Console.In.ReadLineAsync();
        }

        return 0;
    }

    private static async Task DestroyAsync(TestStores stores, SubjectId subject)
    {
        if ((await stores.DecideAsync(subject)).Refusal is { } refusal)
        {
            Console.Out.WriteLine("refused " + refusal);
            return;
        }

        Console.Out.WriteLine(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None) is null ? "decided" : "destroyed");
    }
}
