namespace Fleek.Sim.Live.Storage;

/// <summary>Who waits for a log.</summary>
public interface INodeLogListener
{
    /// <summary>All records up to this number are durable.</summary>
    void Durable(long number);

    /// <summary>No record that is not durable by now ever will be: the disk is full, or fails.</summary>
    /// <param name="why">For the operator.</param>
    void Failed(string why);
}
