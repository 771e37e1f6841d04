namespace Fleek.Sim.Live.Hosts;

/// <summary>A host is asked to measure round trips to another.</summary>
/// <param name="Key">Who has to answer there: 64 hexadecimal digits.</param>
/// <param name="Probes">How many, one after the other.</param>
public sealed record RttOrder(string Address, int Port, string Key, int Probes);
