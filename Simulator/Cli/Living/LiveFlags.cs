using System.CommandLine;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Living;

/// <summary>Flags of a live run.</summary>
internal sealed class LiveFlags
{
    /// <summary>A connection string in the environment: what stands on a command line other users of the machine may read.</summary>
    private const string AuditVariable = "FLEEK_SIM_AUDIT";

    private const string DefaultRate = "600 Mbit/s";

    public Option<bool> Live { get; } = new("--live") { Description = "Play it on real sockets, with a real ledger and the real clock" };

    public Option<string?> Duration { get; } = new("--duration")
    {
        Description = "With --live: how long users ask for chunks, in place of the scenario's duration", HelpName = "time",
    };

    public Option<string> MaxRate { get; } = new("--max-rate")
    {
        Description = "With --live: most content a second that users may want in all; fewer of them take part where it would be more",
        HelpName = "rate", DefaultValueFactory = _ => DefaultRate,
    };

    public Option<int?> PredictSeeds { get; } = SimulationOptions.Positive(
        "--predict-seeds", "With --live: simulated runs behind each predicted interval (default: 40)");

    public Option<int?> Restarts { get; } = SimulationOptions.Positive(
        "--restarts", "With --live: how often a node or a replica that died is started again (default: a node that dies ends the run)");

    public Option<bool> Metrics { get; } = new("--metrics")
    {
        Description = "With --live: every role answers Prometheus on its machine's loopback, at a port that is told",
    };

    public Option<string?> Audit { get; } = new("--audit")
    {
        Description = $"With --live: records every settled redemption in the PostgreSQL database of this connection string, else of {AuditVariable}",
        HelpName = "connection string",
    };

    /// <summary>For a verb that plays live or simulates.</summary>
    public void Add(Command command)
    {
        command.Options.Add(Live);
        AddChoice(command);
        AddPlaying(command);
    }

    /// <summary>For a verb that plays live.</summary>
    public void AddPlaying(Command command)
    {
        command.Options.Add(Restarts);
        command.Options.Add(Metrics);
        command.Options.Add(Audit);
    }

    /// <summary>For a verb that is about live runs alone.</summary>
    public void AddChoice(Command command)
    {
        command.Options.Add(Duration);
        command.Options.Add(MaxRate);
        command.Options.Add(PredictSeeds);
    }

    /// <summary>The values, read by the rules of the scenario file.</summary>
    /// <exception cref="CommandException">One is no such quantity.</exception>
    public LiveChoice Read(VerbContext context)
    {
        string? duration = context.Parsed.GetValue(Duration);
        if (duration is not null) Require(context, "--duration", duration, DurationFlag.Read("--duration", duration).Diagnostics);
        string rate = context.Parsed.GetValue(MaxRate)!;
        (long? bits, IReadOnlyList<Diagnostic> problems) = QuantityFlag.BitRate("--max-rate", rate, "1 kbit/s");
        Require(context, "--max-rate", rate, problems);
        string? audit = context.Parsed.GetValue(Audit) ?? Environment.GetEnvironmentVariable(AuditVariable);
        return new LiveChoice(duration, bits!.Value, context.Parsed.GetValue(PredictSeeds) ?? 40, context.Parsed.GetValue(Restarts) ?? 0)
        {
            ServesMetrics = context.Parsed.GetValue(Metrics), Audit = string.IsNullOrWhiteSpace(audit) ? null : audit,
        };
    }

    private static void Require(VerbContext context, string flag, string text, IReadOnlyList<Diagnostic> problems)
    {
        if (problems.Count == 0) return;
        DiagnosticsPrinter.Print(context.Terminal, new SourceText(flag, text), problems, "nothing was run");
        throw CommandException.Printed(ExitCode.BadCommandLine);
    }
}

/// <param name="Duration">As it was written, or null.</param>
/// <param name="MaxBitsPerSecond">Of content, over all users.</param>
/// <param name="PredictSeeds">Simulated runs behind a prediction.</param>
/// <param name="Restarts">Of one role that died.</param>
internal sealed record LiveChoice(string? Duration, long MaxBitsPerSecond, int PredictSeeds, int Restarts)
{
    public bool ServesMetrics { get; init; }

    /// <summary>A connection string, a secret; null records nothing.</summary>
    public string? Audit { get; init; }
}
