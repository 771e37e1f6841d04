using System.Diagnostics;

namespace Fleek.Sim.Live.Runs;

/// <summary>What a process of a live run used.</summary>
/// <param name="ProcessorSeconds">Of all its threads.</param>
/// <param name="PeakMemoryBytes">Resident.</param>
public sealed record ProcessUse(int ProcessId, double ProcessorSeconds, long PeakMemoryBytes)
{
    public static ProcessUse OfThis()
    {
        using Process self = Process.GetCurrentProcess();
        return new ProcessUse(Environment.ProcessId, self.TotalProcessorTime.TotalSeconds, self.PeakWorkingSet64);
    }
}
