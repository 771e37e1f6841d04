using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Runs;

/// <summary>Keys as control messages write them.</summary>
internal static class Keys
{
    /// <exception cref="LiveRunException">It is no key.</exception>
    public static PublicKey Parse(string hex) =>
        PublicKey.TryParse(hex, out PublicKey key) ? key : throw new LiveRunException($"'{hex}' is no key: 64 hexadecimal digits are one", null);
}
