using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Doctoring;

/// <summary>Looks at the machine and the runtime.</summary>
internal static class MachineChecks
{
    /// <summary>A world of a million users takes half of it.</summary>
    private const long EnoughMemory = 1L << 30;

    public static IEnumerable<Finding> All() => [Runtime(), Processor(), Cores(), Memory(), Culture(), Screen()];

    private static Finding Runtime()
    {
        string found = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";
        return Environment.Version.Major >= 10
            ? Finding.Ok("runtime", found)
            : new Finding("runtime", FindingState.Warn, found, "the program is built for .NET 10: install its runtime");
    }

    private static Finding Processor()
    {
        string vectors = Vector512.IsHardwareAccelerated ? "vectors of 512 bits" : Avx2.IsSupported ? "vectors of 256 bits" : "vectors of 128 bits";
        string found = $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {vectors}";
        return RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? Finding.Ok("processor", found)
            : new Finding("processor", FindingState.Warn, found, "results are tested on x64 alone: compare one with it, fleek-sim check gate");
    }

    private static Finding Cores() => Environment.ProcessorCount > 1
        ? Finding.Ok("cores", $"{Environment.ProcessorCount}: as many runs at a time, or --jobs")
        : new Finding("cores", FindingState.Warn, "1", "sweeps use as many as there are: give the machine or the container more");

    private static Finding Memory()
    {
        long bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string found = string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GiB for this process");
        return bytes >= EnoughMemory
            ? Finding.Ok("memory", found)
            : new Finding("memory", FindingState.Warn, found, "large worlds need more: fewer --jobs, or a higher limit of the container");
    }

    /// <summary>Numbers in tables must not follow the language of whoever runs the program.</summary>
    private static Finding Culture()
    {
        string name = CultureInfo.CurrentCulture.Name.Length == 0 ? "invariant" : CultureInfo.CurrentCulture.Name;
        return 1234.5.ToString(CultureInfo.CurrentCulture) == "1234.5"
            ? Finding.Ok("culture", $"{name}: numbers are written alike everywhere")
            : new Finding("culture", FindingState.Warn, $"{name} writes 1234.5 as {1234.5.ToString(CultureInfo.CurrentCulture)}",
                "unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, which this program sets itself");
    }

    private static Finding Screen()
    {
        string output = Console.IsOutputRedirected ? "answers go to a file or a pipe" : $"answers are {Terminal.OutputWidth} columns wide";
        string error = Terminal.ErrorIsInteractive ? "progress is redrawn" : "progress is a line now and then";
        bool plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return Finding.Ok("terminal", $"{output}, {error}{(plain ? ", no colours (NO_COLOR)" : "")}");
    }
}
