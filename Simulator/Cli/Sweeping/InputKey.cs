using Fleek.Scenarios.Model;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>The files that a cell reads; null for those that it does not name.</summary>
/// <param name="List">Locations of a study of coverage, or demand of one of incentives: a cell has one of them at most.</param>
internal sealed record InputKey(string? Rtt, string? Places, string? Calibration, InternetFiles? Internet, string? List, string? Cities)
{
    public static InputKey None { get; } = new(null, null, null, null, null, null);
}
