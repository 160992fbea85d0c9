using ComplianceConsole.Tests.Benchmarks;
using ComplianceConsole.Tests.Integration.Proof;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace ComplianceConsole.Tests;

/// <summary>
/// Starts the benchmarks or a proof where the first argument asks for them, and otherwise the tests, by the console runner or, when another
/// program drives them, by the testing platform.
/// </summary>
internal static class EntryPoint
{
    public static async Task<int> Main(string[] args) =>
        args is [BenchmarkVerb.Name, .. var rest] ? await BenchmarkVerb.RunAsync(rest)
        : args is [var verb, .. var more] && ProofVerbs.Has(verb) ? await ProofVerbs.RunAsync(verb, more)
        : args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : await ConsoleRunner.Run(args);
}
