namespace Fleek.Sim.Live.Hosts;

/// <summary>A host does not start the process that it was asked for.</summary>
public sealed class RoleRefusedException(string message) : Exception(message);
