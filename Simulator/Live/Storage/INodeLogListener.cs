namespace Fleek.Sim.Live.Storage;

/// <summary>Who waits for a log.</summary>
public interface INodeLogListener
{
    /// <summary>All records up to this number are durable.</summary>
    void Durable(long number);

    /// <summary>No record that is not durable by now ever will be: the disk fails.</summary>
    /// <param name="why">For the operator.</param>
    void Failed(string why);

    /// <summary>There is no room on the disk. The log keeps trying: what waits is durable later or never, and is not durable now.</summary>
    /// <param name="why">For the operator.</param>
    void Stalled(string why) => Failed(why);

    /// <summary>There is room again after <see cref="Stalled"/>: all that waited is being written.</summary>
    void Resumed()
    {
    }
}
