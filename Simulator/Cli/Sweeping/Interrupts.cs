using System.Runtime.InteropServices;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// Ctrl-C and SIGTERM while runs are under way: the first lets running cells finish, the second stops them; where nothing is
/// kept of a run, the first stops it.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _now = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly bool _atOnce;
    private Action<int>? _onSignal;
    private int _signals;
    private int _exitCode;

    /// <param name="atOnce">The first signal stops what runs.</param>
    public Interrupts(bool atOnce = false)
    {
        _atOnce = atOnce;
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Take(c, ExitCode.Interrupted)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Take(c, ExitCode.Terminated)));
    }

    /// <summary>No further run is to be started.</summary>
    public bool Requested => Volatile.Read(ref _signals) > 0;

    /// <summary>Cancelled at the second signal, or at the first where that is to stop everything: running cells stop too.</summary>
    public CancellationToken Now => _now.Token;

    /// <summary>130 or 143 after a signal, of the first one; else 0.</summary>
    public int ExitCodeOfSignal => Volatile.Read(ref _exitCode);

    /// <summary>
    /// Calls back with the number of signals so far, on the signal's thread; also at once if one has come already.
    /// </summary>
    public void Tell(Action<int> onSignal)
    {
        Volatile.Write(ref _onSignal, onSignal);
        if (Requested) onSignal(Volatile.Read(ref _signals));
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _now.Dispose();
    }

    private void Take(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        Interlocked.CompareExchange(ref _exitCode, exitCode, 0);
        int signals = Interlocked.Increment(ref _signals);
        if (signals > 1 || _atOnce) _now.Cancel();
        Volatile.Read(ref _onSignal)?.Invoke(signals);
    }
}
