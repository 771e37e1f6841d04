using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>Additions to sequences.</summary>
public static class Extensions
{
    /// <summary>All elements with the greatest key, in their order; none of an empty sequence.</summary>
    public static IEnumerable<T> MaxItems<T>(this IEnumerable<T> source, Func<T, IComparable> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        List<T> greatest = [];
        IComparable? key = null;
        foreach (T element in source)
        {
            IComparable mine = selector(element);
            int order = key is null ? 1 : mine.CompareTo(key);
            if (order < 0) continue;
            if (order > 0)
            {
                greatest.Clear();
                key = mine;
            }

            greatest.Add(element);
        }

        return greatest;
    }
}
