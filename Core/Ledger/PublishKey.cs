using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>The answer to a dispute over a key: the key, in public. It proves itself, so anyone may bring it.</summary>
public readonly record struct PublishKey(Hash256 Dispute, long Unit, Hash256 Key)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = Hash256.Length + 8 + Hash256.Length;

    public void Write(ref WireWriter writer)
    {
        writer.Hash(Dispute);
        writer.UInt63(Unit);
        writer.Hash(Key);
    }

    public static PublishKey Read(ref WireReader reader) => new(reader.Hash(), reader.UInt63(), reader.Hash());
}
