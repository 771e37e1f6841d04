namespace Fleek.Sim.World.Delivery;

/// <summary>Takes a block of a content; the bytes are the taker's.</summary>
internal delegate void BlockSink(int block, byte[] bytes);
