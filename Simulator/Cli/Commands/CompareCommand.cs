using System.CommandLine;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>compare</c>: what is different between two results folders.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Argument<string> before = new("before") { Description = "A results folder" };
        Argument<string> now = new("now") { Description = "Another one, of the same cells or the same axes" };
        Command command = CommandTree.Verb("compare", "Compare two results folders, paired by cell and seed",
            context => CompareVerb.Run(context, context.Parsed.GetValue(before)!, context.Parsed.GetValue(now)!));
        command.Arguments.Add(before);
        command.Arguments.Add(now);
        return command;
    }
}
