using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Thresholds;

/// <summary>What <c>threshold</c> is asked for.</summary>
/// <param name="Targets">Shares of accounts that may end below zero, each above 0; no two the same.</param>
/// <param name="Confirm">Run under the thresholds that were found, too.</param>
/// <param name="With">Scenarios whose cells stand beside those of the first.</param>
internal sealed record ThresholdOrder(SimulationOptions Flags, IReadOnlyList<double> Targets, bool Confirm, IReadOnlyList<string> With, int Jobs);
