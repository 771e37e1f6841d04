using System;

namespace Fleek.Sim.Kernel;

/// <summary>A distribution cut to an interval: what falls outside is drawn again, up to a number of tries.</summary>
public abstract class Bounded<T> : Distribution<T>, IRejectionSampledDistribution<T>, IStatefulDistribution<T>
{
    // The names are those that derived classes of a ported model use.
    protected readonly IDistribution<T> distribution;
    protected readonly T lower;
    protected readonly T upper;
    protected readonly int ntries;
    protected readonly bool excludeLower;
    protected readonly bool excludeUpper;

    /// <exception cref="ArgumentException">The interval is empty, or there is no try.</exception>
    protected Bounded(
        IDistribution<T> distribution, T lower, T upper, int ntries = 100, bool excludeLower = false, bool excludeUpper = false)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (lower is IComparable<T> comparable)
        {
            int order = comparable.CompareTo(upper);
            if (order > 0 || (order == 0 && (excludeLower || excludeUpper)))
                throw new ArgumentException($"nothing lies between {lower} and {upper}", nameof(lower));
        }

        this.distribution = distribution;
        this.lower = lower;
        this.upper = upper;
        this.ntries = Require.Positive(ntries);
        this.excludeLower = excludeLower;
        this.excludeUpper = excludeUpper;
    }

    public T Lower => lower;

    public T Upper => upper;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Every try fell outside.</exception>
    public override T Sample(IRandom random) => TrySample(random, out T sample)
        ? sample
        : throw new InvalidOperationException(
            $"{ntries} draws gave nothing in {(excludeLower ? '(' : '[')}{lower}, {upper}{(excludeUpper ? ')' : ']')}");

    /// <inheritdoc/>
    public bool TrySample(IRandom random, out T sample)
    {
        for (int i = 0; i < ntries; i++)
        {
            sample = distribution.Sample(random);
            if (!OutsideBounds(sample)) return true;
        }

        sample = default!;
        return false;
    }

    /// <summary>Resets the distribution that is cut, if it has a state.</summary>
    public void Reset() => (distribution as IStatefulDistribution<T>)?.Reset();

    /// <summary>Whether a value is to be drawn again.</summary>
    protected abstract bool OutsideBounds(T sample);
}
