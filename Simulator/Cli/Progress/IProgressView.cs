namespace Fleek.Sim.Cli.Progress;

/// <summary>One way of showing progress. Called from one thread at a time.</summary>
internal interface IProgressView
{
    void Show(ProgressSnapshot now);

    /// <summary>The last call.</summary>
    void Close(ProgressSnapshot now);
}
