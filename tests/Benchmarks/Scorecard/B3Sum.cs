using System.ComponentModel;
using System.Diagnostics;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>The reference program for BLAKE3 on one thread, with its files in memory.</summary>
internal sealed class B3Sum : IDisposable
{
    private const string Program = "b3sum";

    /// <summary>Where files are memory; elsewhere the folder for temporary files has to do.</summary>
    private const string SharedMemory = "/dev/shm";

    private readonly string _folder;

    private B3Sum(string folder) => _folder = folder;

    /// <summary>How often the small file is named in a call.</summary>
    public int Blocks => 1_000;

    /// <summary>What a call costs that hashes nothing.</summary>
    public double StartSeconds { get; private set; }

    /// <summary>The program with its files, or null where it is not installed.</summary>
    /// <param name="large">The bytes of the large file; the small one is the front of it.</param>
    public static B3Sum? Start(byte[] large, int blockLength)
    {
        string root = Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath();
        B3Sum sum = new(Directory.CreateDirectory(Path.Combine(root, $"fleek-b3sum-{Environment.ProcessId}")).FullName);
        try
        {
            System.IO.File.WriteAllBytes(sum.File("large"), large);
            System.IO.File.WriteAllBytes(sum.File("block"), large.AsSpan(0, blockLength));
            System.IO.File.WriteAllBytes(sum.File("empty"), []);
            sum.StartSeconds = Enumerable.Range(0, 20).Min(_ => Stopwatches.WallSeconds(() => sum.Hash("empty", 1)));
            return sum;
        }
        catch (Win32Exception)
        {
            sum.Dispose();
            return null;
        }
    }

    public void HashLarge() => Hash("large", 1);

    public void HashBlocks() => Hash("block", Blocks);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Hash(string file, int times)
    {
        ProcessStartInfo start = new(Program, ["--num-threads", "1", "--no-names", .. Enumerable.Repeat(File(file), times)])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Program} failed with {process.ExitCode}");
    }

    private string File(string name) => Path.Combine(_folder, name);
}
