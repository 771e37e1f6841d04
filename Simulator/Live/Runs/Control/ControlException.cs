namespace Fleek.Sim.Live.Runs.Control;

/// <summary>The other side of a control connection said what cannot be understood.</summary>
public sealed class ControlException(string message, Exception? inner = null) : Exception(message, inner);
