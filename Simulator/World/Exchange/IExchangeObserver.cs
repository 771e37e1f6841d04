namespace Fleek.Sim.World.Exchange;

/// <summary>Who takes what an exchange delivers.</summary>
public interface IExchangeObserver
{
    /// <summary>The next block, verified plain text; its bytes are used again once this returns.</summary>
    /// <param name="number">From 0, without gaps.</param>
    void Deliver(long number, ReadOnlySpan<byte> block);
}
