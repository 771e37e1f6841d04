using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Progress;

/// <summary>For logs: one line every 5 % or 30 s, whichever is later to bore.</summary>
internal sealed class PlainView(Terminal terminal) : IProgressView
{
    private const double ShareStep = 0.05;
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _shortestSilence = TimeSpan.FromSeconds(2);
    private double _lastShare;
    private TimeSpan _lastTime;

    public void Show(ProgressSnapshot now)
    {
        TimeSpan silent = now.Elapsed - _lastTime;
        bool due = silent >= _longestSilence || (now.Share >= _lastShare + ShareStep && silent >= _shortestSilence);
        if (!due || now.Finished >= now.Total) return;
        Print(now);
    }

    public void Close(ProgressSnapshot now)
    {
        if (now.Total > 0) Print(now);
    }

    private void Print(ProgressSnapshot now)
    {
        (_lastShare, _lastTime) = (now.Share, now.Elapsed);
        terminal.Note(ProgressText.Headline(now));
    }
}
