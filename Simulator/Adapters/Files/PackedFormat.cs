namespace Fleek.Sim.Adapters.Files;

/// <summary>How a file is packed, told by its first bytes and never by its name.</summary>
public enum PackedFormat
{
    /// <summary>Not packed.</summary>
    Plain,
    Gzip,
    Bzip2,
    Xz,
    Zstandard,
}
