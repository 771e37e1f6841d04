using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>Writes down what runs, in order.</summary>
internal sealed class Recorder : IEventHandler
{
    public List<Event> Ran { get; } = [];

    public void Run(in Event due) => Ran.Add(due);
}
