namespace Fleek.Sim.Kernel;

/// <summary>Looked up once for a type of awaiter.</summary>
internal static class AwaiterKind<TAwaiter>
{
    /// <summary>Whether it awaits an activity, and so consists of an <see cref="AwaitedActivity"/>.</summary>
    public static readonly bool IsOfActivity = default(TAwaiter) is IActivityAwaiter;
}
