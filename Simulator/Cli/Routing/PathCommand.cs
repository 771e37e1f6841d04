using System.CommandLine;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes path</c>: which ASes packets go through, observed where dumps say so and else simulated.</summary>
internal sealed class PathCommand
{
    private readonly Argument<string?> _from = new("from") { Description = "The AS that packets start in, as AS701", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _to = new("to") { Description = "Where to: an AS, a prefix, or an address", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _relationships = GraphFiles.Relationships();
    private readonly Option<string[]> _evidence = GraphFiles.Dumps("--evidence", "Dumps whose paths are known; without any, all is simulated");
    private readonly Option<int> _most = new("--most") { Description = "How many equally good paths are shown at most", HelpName = "number", DefaultValueFactory = _ => 8 };
    private readonly FormatOption _format = new();
    private readonly Option<int?> _heldOut = new("--held-out")
    {
        Description = "Instead: deal vantage points into as many folds, predict each fold's paths from the others', and count how many are right",
        HelpName = "folds",
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Of --held-out: what deals the folds", HelpName = "number", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _every = new("--every") { Description = "Of --held-out: one prefix in as many is tested", HelpName = "number", DefaultValueFactory = _ => 1 };

    private PathCommand()
    {
    }

    public static Command Create()
    {
        PathCommand path = new();
        Command command = CommandTree.Verb("path", "Predict the path between ASes, from observed paths and relationships, or test such predictions", path.Run);
        command.Arguments.Add(path._from);
        command.Arguments.Add(path._to);
        foreach (Option option in (Option[])[path._relationships, path._evidence, path._most, path._heldOut, path._seed, path._every])
            command.Options.Add(option);
        path._format.Add(command);
        return command;
    }

    private int Run(VerbContext context)
    {
        string[] dumps = context.Parsed.GetValue(_evidence) ?? [];
        (string? from, string? to) = (context.Parsed.GetValue(_from), context.Parsed.GetValue(_to));
        int? folds = context.Parsed.GetValue(_heldOut);
        if (folds is not null && from is not null) throw CommandException.Usage("--held-out tests all paths of the dumps: leave out the ASes");
        if (folds is not null && dumps.Length == 0) throw CommandException.Usage("--held-out needs dumps", "give --evidence <dump>");
        if (folds is null && to is null)
            throw CommandException.Usage("'routes path' needs two ends: fleek-sim routes path AS701 AS13335 --relationships <file>");
        uint start = from is null ? 0 : GraphFiles.Asn(from);
        (AsGraph graph, _, _) = GraphFiles.Load(context, _relationships);
        (ObservedPaths seen, int code) = GraphFiles.Paths(context, dumps);
        if (code is not (ExitCode.Ok or ExitCode.RunsFailed)) return code;
        if (folds is { } count) Test(context, graph, seen, count);
        else Answer(context, graph, seen, start, to!);
        return code;
    }

    private void Answer(VerbContext context, AsGraph graph, ObservedPaths seen, uint from, string to)
    {
        if (graph.IndexOf(from) < 0) throw CommandException.Usage($"the relationships have no AS{from}");
        PathEvidence evidence = new(seen);
        PathTarget target = PathTarget.Of(to, seen, evidence);
        if (!target.Origins.Any(origin => graph.IndexOf(origin) >= 0))
            throw CommandException.Usage($"the relationships have no AS{string.Join(", AS", target.Origins)}");
        PathPage page = new(graph, evidence, from, target, context.Parsed.GetValue(_most));
        AnswerFormat format = _format.Of(context);
        if (format == AnswerFormat.Json) context.Terminal.Answer(page.Json().ToJsonString(JsonText.Options));
        else foreach (string line in format == AnswerFormat.Csv ? page.Csv() : page.Lines()) context.Terminal.Answer(line);
    }

    private void Test(VerbContext context, AsGraph graph, ObservedPaths seen, int folds)
    {
        int every = context.Parsed.GetValue(_every);
        if (every < 1) throw CommandException.Usage($"--every takes a number from 1, not {every}");
        int vantages = seen.Observations.Select(one => seen.Paths[one.Path][0]).Distinct().Count();
        if (folds < 2 || folds > vantages) throw CommandException.Usage($"--held-out takes 2 to {vantages} folds, one vantage point in each at least, not {folds}");
        HeldOutTrial trial = new(graph, seen, every);
        List<HeldOutFold> done = [];
        foreach (IReadOnlyList<uint> heldOut in trial.Deal(folds, context.Parsed.GetValue(_seed)))
        {
            done.Add(trial.Run(heldOut, out _));
            context.Terminal.Detail($"fold {done.Count} of {folds}");
        }

        HeldOutPage page = new(done);
        AnswerFormat format = _format.Of(context);
        if (format == AnswerFormat.Json) context.Terminal.Answer(page.Json().ToJsonString(JsonText.Options));
        else foreach (string line in format == AnswerFormat.Csv ? page.Csv() : page.Lines(Terminal.OutputWidth)) context.Terminal.Answer(line);
    }
}
