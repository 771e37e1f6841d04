using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>Writes down what runs, in order.</summary>
internal sealed class Recorder : IEventHandler
{
    public List<EventNotice> Ran { get; } = [];

    public void Run(in EventNotice due) => Ran.Add(due);
}
