using Fleek.Tests.Live.Ledgers.Raft;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Fleek.Tests.Live;

/// <summary>Runs the tests, or one process of a test that kills processes.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [ReplicaProcess.Verb, .. string[] rest] => ReplicaProcess.RunAsync(rest),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, global::Live.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
