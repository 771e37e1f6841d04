namespace Fleek.Core.Gateway;

/// <summary>A part of a content that is to be fetched from one place.</summary>
/// <param name="Tunnel">Why through the tunnel, if so.</param>
/// <param name="Node">Which of the session's nodes, if from one: its place among those that may serve.</param>
/// <param name="Offset">Of its first byte. From a node it is the beginning of a block.</param>
/// <param name="Bytes">Of it.</param>
public readonly record struct AssetPart(AssetSource Source, TunnelReason Tunnel, int Node, long Offset, long Bytes);
