using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>One run that is to be done.</summary>
internal readonly record struct RunTask(Cell Cell, ulong Seed)
{
    public RunKey Key => new(Cell.Id, Seed);
}
