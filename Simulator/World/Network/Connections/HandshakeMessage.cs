namespace Fleek.Sim.World.Network.Connections;

/// <summary>One message of a connection's set-up: a flight, if its parts leave together.</summary>
/// <param name="Name">As its standard calls it.</param>
/// <param name="Bytes">Without the headers of lower layers.</param>
internal readonly record struct HandshakeMessage(string Name, int Bytes);
