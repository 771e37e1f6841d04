using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>The default order, turned round.</summary>
public class ReverseComparer<T> : IComparer<T>
{
    public int Compare(T? x, T? y) => Comparer<T>.Default.Compare(y, x);
}
