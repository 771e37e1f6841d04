namespace Fleek.Sim.Cli.Checking;

/// <summary>What the flags of <c>baseline accept</c> ask for.</summary>
/// <param name="Subject">A results folder, or a scenario to run.</param>
/// <param name="Folder">Where baselines are kept, or the very file.</param>
/// <param name="Date">A day, or null: then the file names none.</param>
/// <param name="Base">The base cell alone, not the grid.</param>
/// <param name="Seeds">Instead of the file's; or null.</param>
internal sealed record AcceptOrder(
    string Subject, string Folder, string Reason, string? Date, bool Base, string? Seeds, int Jobs);
