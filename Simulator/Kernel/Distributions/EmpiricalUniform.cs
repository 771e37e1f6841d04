using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>One of some observations, each as likely as the other.</summary>
public class EmpiricalUniform<T> : Distribution<T>
{
    private readonly IReadOnlyList<T> _observations;

    /// <summary>Copies the observations.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public EmpiricalUniform(IEnumerable<T> observations)
        : this((IReadOnlyList<T>)new List<T>(observations))
    {
    }

    /// <summary>Keeps the list, which must not change while it is drawn from.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public EmpiricalUniform(IReadOnlyList<T> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        if (observations.Count == 0) throw new ArgumentException("there must be at least one", nameof(observations));
        _observations = observations;
    }

    /// <inheritdoc/>
    public override T Sample(IRandom random) => _observations[random.Next(_observations.Count)];

    /// <summary>
    /// A random part of the observations, in their order, none taken twice; every part of that size is as likely as any other.
    /// </summary>
    /// <exception cref="ArgumentException">More are asked for than there are.</exception>
    public IEnumerable<T> SampleNoRepetition(IRandom random, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > _observations.Count)
            throw new ArgumentException($"{count} are asked for, and there are {_observations.Count}", nameof(count));
        return Part(random, _observations, count);
    }

    /// <summary>One of a sequence that is enumerated once; draws a number for each element but the first.</summary>
    /// <exception cref="ArgumentException">The sequence is empty.</exception>
    public static T SampleOnline(IRandom random, IEnumerable<T> observations) => SampleOnline(random, observations, 1)[0];

    /// <summary>
    /// Independent draws, with repetition, from a sequence that is enumerated once: a number for each element and draw.
    /// </summary>
    /// <exception cref="ArgumentException">The sequence is empty.</exception>
    public static IList<T> SampleOnline(IRandom random, IEnumerable<T> observations, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        T[] chosen = new T[count];
        long seen = 0;
        foreach (T observation in observations)
        {
            seen++;
            for (int i = 0; i < count; i++)
                if (seen == 1 || random.NextDouble() * seen < 1) chosen[i] = observation;
        }

        return seen > 0 || count == 0 ? chosen : throw new ArgumentException("there must be at least one", nameof(observations));
    }

    /// <summary>As <see cref="SampleNoRepetition"/>, from a sequence that is enumerated once and read into a list.</summary>
    /// <exception cref="ArgumentException">More are asked for than there are.</exception>
    public static IEnumerable<T> SampleOnlineNoRepetition(IRandom random, IEnumerable<T> observations, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<T> all = [.. observations];
        if (count > all.Count) throw new ArgumentException($"{count} are asked for, and there are {all.Count}", nameof(count));
        return Part(random, all, count);
    }

    /// <summary>Selection sampling: Knuth, "The Art of Computer Programming", volume 2, algorithm 3.4.2 S.</summary>
    private static IEnumerable<T> Part(IRandom random, IReadOnlyList<T> source, int count)
    {
        int left = source.Count;
        for (int i = 0; count > 0; i++, left--)
        {
            if (random.NextDouble() * left >= count) continue;
            count--;
            yield return source[i];
        }
    }
}
