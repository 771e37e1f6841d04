namespace Fleek.Sim.Kernel;

/// <summary>The result of an activity that has none.</summary>
internal readonly struct Nothing;
