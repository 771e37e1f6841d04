namespace Fleek.Sim.Cli.Splitting;

/// <summary>What <c>rare</c> is asked for; each above 0.</summary>
internal sealed record RareOrder(int RunsPerStage, int Repetitions, int Jobs);
