using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Analysis.Store;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>version</c>: which program this is, down to the engine that decides the numbers.</summary>
internal static class VersionCommand
{
    public static Command Create() => CommandTree.Verb("version", "Print version, engine fingerprint and platform", Print);

    private static int Print(VerbContext context)
    {
        EngineInfo engine = EngineIdentity.Current;
        if (context.Json)
        {
            context.Terminal.Answer(JsonSerializer.Serialize(
                new
                {
                    version = engine.Version,
                    engine = engine.Fingerprint,
                    commit = engine.Commit,
                    dirty = engine.Dirty,
                    runtime = RuntimeInformation.FrameworkDescription,
                    os = RuntimeInformation.OSDescription,
                    architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
                },
                JsonText.Options));
            return ExitCode.Ok;
        }
        string commit = engine.Commit is null ? "unknown commit" : $"commit {engine.Commit[..10]}{(engine.Dirty == true ? " with changes" : "")}";
        context.Terminal.Answer($"fleek-sim {engine.Version}  engine {engine.Fingerprint}  {commit}  {RuntimeInformation.FrameworkDescription}");
        return ExitCode.Ok;
    }
}
