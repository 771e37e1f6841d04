namespace Fleek.Sim.Live.Storage;

/// <summary>A block of a content and the inner nodes of its own tree, where they lie.</summary>
/// <param name="bytes">At most 256 KiB.</param>
/// <param name="groups">As a CHUNK carries them.</param>
public readonly ref struct StoredBlock(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> groups)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<byte> Groups { get; } = groups;
}
