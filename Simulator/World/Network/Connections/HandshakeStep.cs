namespace Fleek.Sim.World.Network.Connections;

/// <summary>What one end does next: it waits for a message, answers it, and may then send what the connection is for.</summary>
/// <param name="Awaits">The name of the message; null: it begins.</param>
/// <param name="Sends">In order.</param>
/// <param name="Opens">From here on this end sends and takes data.</param>
internal sealed record HandshakeStep(string? Awaits, IReadOnlyList<HandshakeMessage> Sends, bool Opens = false);
