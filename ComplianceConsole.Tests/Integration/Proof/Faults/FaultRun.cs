namespace ComplianceConsole.Tests.Integration.Proof.Faults;
internal static class FaultRun { public static Task<string> RunAsync(int count, int seed, Action<string> tell) => throw new NotSupportedException(); }
internal static class FaultWorker { public const string Name = "fault-worker"; public static Task<int> RunAsync(string[] args) => throw new NotSupportedException(); }
