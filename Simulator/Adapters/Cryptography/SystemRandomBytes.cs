using System.Security.Cryptography;
using Fleek.Core.FairExchange;

namespace Fleek.Sim.Adapters.Cryptography;

/// <summary>Random bytes of the operating system: fit for keys, and never the same after a restart.</summary>
public sealed class SystemRandomBytes : IRandomBytes
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
