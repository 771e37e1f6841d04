namespace Fleek.Sim.Kernel.Samples;

/// <summary>A model to read, to run and to start from.</summary>
/// <param name="Name">What to call it on the command line.</param>
/// <param name="About">What it shows, in a line.</param>
/// <param name="Run">Runs it and writes what happened; the same text every time.</param>
public sealed record Sample(string Name, string About, Action<TextWriter> Run)
{
    /// <summary>All samples.</summary>
    public static IReadOnlyList<Sample> All { get; } =
    [
        new("mm1", "a queue with one server, its monitors, and what theory says", MM1Queue.Run),
        new("bank", "customers who lose patience", BankRenege.Run),
        new("machine-shop", "machines that break, and a repairer who drops other work for them", MachineShop.Run),
        new("gas-station", "cars at pumps, a shared tank, and a truck that is called when it runs low", GasStation.Run),
        new("communication", "processes that talk through stores, to one or to all", ProcessCommunication.Run),
    ];
}
