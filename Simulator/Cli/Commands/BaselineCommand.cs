using System.CommandLine;
using Fleek.Analysis.Comparing;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>baseline accept</c>: what a scenario does becomes what it should do; <c>show</c> and <c>diff</c> are for review.</summary>
internal sealed class BaselineCommand
{
    public const string DefaultFolder = "baselines";

    /// <summary>What the verb can do.</summary>
    public static readonly string[] Words = ["accept", "show", "diff"];

    private readonly Argument<string> _what = new("what") { Description = string.Join(", ", Words) };

    private readonly Argument<string?> _subject = new("scenario")
    {
        Description = "Of accept: a scenario to run, or a results folder; of show: one to show; of diff: the earlier one",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _other = new("other") { Description = "Of diff: the later one", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string> _folder = new("--baseline")
    {
        Description = "The file, or the folder with <scenario>.json",
        HelpName = "path",
        DefaultValueFactory = _ => DefaultFolder,
    };

    private readonly Option<string?> _reason = new("--reason") { Description = "Why these numbers are right; kept in the file", HelpName = "text" };

    private readonly Option<string?> _date = new("--date") { Description = "The day, as 2026-08-20 (default: none is kept)", HelpName = "day" };

    private readonly Option<bool> _baseOnly = new("--base") { Description = "The base cell alone, not the grid" };

    private readonly Option<string?> _seeds = new("--seeds") { Description = "Seeds, as 1..32 or 1,5,9", HelpName = "list" };

    private readonly Option<int?> _jobs = SimulationOptions.Positive("--jobs", "Runs at the same time (default: all cores)", "-j");

    public static Command Create()
    {
        BaselineCommand baseline = new();
        Command command = CommandTree.Verb("baseline", "Keep what a scenario does now, as what `check` compares with", baseline.Run);
        foreach (Argument argument in (Argument[])[baseline._what, baseline._subject, baseline._other]) command.Arguments.Add(argument);
        foreach (Option option in (Option[])[baseline._folder, baseline._reason, baseline._date, baseline._baseOnly, baseline._seeds, baseline._jobs])
            command.Options.Add(option);
        return command;
    }

    private int Run(VerbContext context)
    {
        string what = context.Parsed.GetValue(_what)!, folder = context.Parsed.GetValue(_folder)!;
        string? subject = context.Parsed.GetValue(_subject), other = context.Parsed.GetValue(_other);
        if (what != "diff" && other is not null) throw CommandException.Usage($"unexpected '{other}' after 'baseline {what}'");
        return what switch
        {
            "accept" => Accept(context, subject ?? throw CommandException.Usage(
                "'baseline accept' needs a scenario", "fleek-sim baseline accept <scenario> --reason \"...\""), folder),
            "show" => subject is null && !IsFile(folder) ? BaselineShow.List(context, folder) : BaselineShow.One(context, PathOf(folder, subject ?? folder)),
            "diff" => subject is not null && other is not null
                ? BaselineShow.Difference(context, PathOf(folder, subject), PathOf(folder, other))
                : throw CommandException.Usage("'baseline diff' needs two baselines", "fleek-sim baseline diff <before>.json <now>.json"),
            _ => throw CommandException.Usage($"'baseline' cannot '{what}'" + (NearestWord.Find(what, Words) is { } nearest
                ? $"; did you mean '{nearest}'?"
                : $"; it can {string.Join(", ", Words)}")),
        };
    }

    private int Accept(VerbContext context, string subject, string folder)
    {
        string why = context.Parsed.GetValue(_reason)
            ?? throw CommandException.Usage("'baseline accept' needs a --reason: say why these numbers are right");
        return BaselineVerb.Accept(context, new AcceptOrder(
            subject, folder, why, context.Parsed.GetValue(_date), context.Parsed.GetValue(_baseOnly),
            context.Parsed.GetValue(_seeds), context.Parsed.GetValue(_jobs) ?? Environment.ProcessorCount));
    }

    private static string PathOf(string folder, string given) => IsFile(given) ? given : BaselineFile.PathOf(folder, given);

    private static bool IsFile(string given) => given.EndsWith(".json", StringComparison.Ordinal);
}
