using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>A content of a store.</summary>
/// <param name="Content">Its BLAKE3 hash.</param>
/// <param name="Blocks">Of 256 KiB.</param>
/// <param name="DataPath">Its bytes, as a file like any other.</param>
public sealed record StoredContent(Hash256 Content, long Bytes, long Blocks, string DataPath);
