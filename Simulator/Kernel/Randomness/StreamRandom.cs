namespace Fleek.Sim.Kernel;

/// <summary>
/// A <see cref="RandomStream"/> as an <see cref="IRandom"/>. Give each consumer of a model its own (purpose, entity): a draw
/// more of one then shifts none of the others', as it does when all draw from the simulation's.
/// </summary>
public sealed class StreamRandom : IRandom
{
    private readonly uint _purpose;
    private readonly long _entity;
    private readonly int _incarnation;
    private RandomStream _stream;

    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="entity">Whose numbers they are; 0 to 2^48 - 1.</param>
    /// <param name="incarnation">Counts the entity's restarts; 0 to 65,535.</param>
    public StreamRandom(ulong seed, uint purpose = 0, long entity = 0, int incarnation = 0)
    {
        _purpose = purpose;
        _entity = entity;
        _incarnation = incarnation;
        _stream = new RandomStream(seed, purpose, entity, incarnation);
    }

    /// <inheritdoc/>
    public int Next() => (int)_stream.NextBelow(int.MaxValue);

    /// <inheritdoc/>
    public int Next(int upperBound) => (int)_stream.NextBelow(upperBound);

    /// <inheritdoc/>
    public int Next(int lowerBound, int upperBound) =>
        (int)(lowerBound + _stream.NextBelow((long)upperBound - Require.Below(lowerBound, upperBound)));

    /// <inheritdoc/>
    public double NextDouble() => _stream.NextUniform();

    /// <inheritdoc/>
    public void Reinitialise(int seed) => _stream = new RandomStream(unchecked((ulong)seed), _purpose, _entity, _incarnation);
}
