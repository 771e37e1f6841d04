using System.CommandLine;
using System.CommandLine.Invocation;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>What a verb does. <see cref="VerbHost"/> calls it directly, so that exceptions and signals stay ours.</summary>
internal sealed class VerbAction(Func<VerbContext, int> body) : SynchronousCommandLineAction
{
    public int Run(VerbContext context) => body(context);

    public override int Invoke(ParseResult parseResult) =>
        throw new InvalidOperationException("verbs are run by VerbHost");
}
