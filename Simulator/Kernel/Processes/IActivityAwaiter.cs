namespace Fleek.Sim.Kernel;

/// <summary>Marks the awaiters of activities. Each is a struct with one field, an <see cref="AwaitedActivity"/>.</summary>
internal interface IActivityAwaiter;
