using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Progress;

/// <summary>Shows a board on standard error while runs are under way.</summary>
internal sealed class ProgressDisplay : IDisposable
{
    /// <summary>Never more than ten times a second.</summary>
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(200);

    private readonly ProgressBoard _board;
    private readonly IProgressView _view;
    private readonly Terminal _terminal;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    /// <param name="mode">auto, plain, json or none.</param>
    public ProgressDisplay(ProgressBoard board, string mode, Terminal terminal)
    {
        _board = board;
        _terminal = terminal;
        _view = (terminal.Quiet ? "none" : mode) switch
        {
            "none" => new SilentView(),
            "json" => new JsonView(terminal),
            "plain" => new PlainView(terminal),
            _ => Terminal.ErrorIsInteractive ? new RedrawnView(terminal) : new PlainView(terminal),
        };
        _thread = new Thread(Watch) { Name = "progress", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Says something beside the progress, whatever way that is shown.</summary>
    public void Announce(string text)
    {
        if (_view is RedrawnView redrawn) redrawn.Notice = text;
        else _terminal.Say(text);
    }

    /// <summary>Ends with a last look at the board.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _view.Close(_board.Snapshot());
        _stop.Dispose();
    }

    private void Watch()
    {
        while (!_stop.Wait(_tick)) _view.Show(_board.Snapshot());
    }
}
