namespace Fleek.Sim.Cli.Checking;

/// <summary>What the flags of <c>check</c> ask for.</summary>
/// <param name="Scenarios">Each once.</param>
/// <param name="Baseline">A folder with one file a scenario; or a file, of one scenario.</param>
/// <param name="Only">Measures to judge; all of the baseline where empty.</param>
/// <param name="Strict">What is inconclusive does not pass.</param>
internal sealed record CheckOrder(
    IReadOnlyList<string> Scenarios, string Baseline, IReadOnlyList<string> Only, bool Strict, int Jobs, FormatList Formats);
