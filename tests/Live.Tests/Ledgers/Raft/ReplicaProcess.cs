using System.Diagnostics;
using System.Globalization;
using System.Net;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>A replica as a process of its own, which a test may kill. It ends by itself when its test is gone.</summary>
internal sealed class ReplicaProcess : IDisposable
{
    public const string Verb = "ledger-replica";

    private readonly Process _process;

    private ReplicaProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <param name="flushes">Whether it acknowledges only what is on its disk.</param>
    public static async Task<ReplicaProcess> StartAsync(IReadOnlyList<LedgerMember> members, int self, string folder, bool flushes)
    {
        string program = Environment.ProcessPath!;
        string[] assembly = program.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(ReplicaProcess).Assembly.Location] : [];
        ProcessStartInfo start = new(program, [
            .. assembly, Verb, folder, $"{self}", flushes ? "flush" : "engine",
            .. members.SelectMany(m => new[] { $"{m.Peers.Port}", $"{m.Parties.Port}" }),
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        ReplicaProcess started = new(Process.Start(start)!);
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        Assert.Equal("ready", await started._process.StandardOutput.ReadLineAsync(patience.Token));
        return started;
    }

    /// <summary>The process itself: <see cref="StartAsync"/> names its arguments.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        int[] ports = [.. args[3..].Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
        LedgerMember[] members =
        [
            .. ports.Chunk(2).Select((pair, i) => new LedgerMember(
                $"ledger-{i}", new IPEndPoint(IPAddress.Loopback, pair[0]), new IPEndPoint(IPAddress.Loopback, pair[1]))),
        ];
        LedgerReplicaOptions options = new(
            LedgerCase.Terms, members, int.Parse(args[1], CultureInfo.InvariantCulture), args[0], new PlainLedgerTransport(default))
        {
            FlushesBeforeAcknowledging = args[2] == "flush",
            SnapshotEvery = 200_000,
        };
        await using LedgerReplica replica = await LedgerReplica.StartAsync(options, default);
        Console.Out.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
