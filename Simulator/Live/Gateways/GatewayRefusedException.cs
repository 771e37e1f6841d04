namespace Fleek.Sim.Live.Gateways;

/// <summary>A gateway gave no session.</summary>
public sealed class GatewayRefusedException(string message) : Exception(message);
