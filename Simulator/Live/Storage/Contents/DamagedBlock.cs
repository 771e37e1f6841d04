using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>A block on disk that is not what was stored; it was not sent.</summary>
public readonly record struct DamagedBlock(Hash256 Content, long Block);
