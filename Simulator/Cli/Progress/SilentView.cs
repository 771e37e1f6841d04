namespace Fleek.Sim.Cli.Progress;

internal sealed class SilentView : IProgressView
{
    public void Show(ProgressSnapshot now)
    {
    }

    public void Close(ProgressSnapshot now)
    {
    }
}
