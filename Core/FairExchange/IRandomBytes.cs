using System;

namespace Fleek.Core.FairExchange;

/// <summary>
/// Where nonces and the seeds of ticket chains come from: the operating system in live mode, a keyed stream in a simulation. What
/// it gives after a restart must differ from everything before, or a session's id, and with it a chunk's key, would come twice.
/// </summary>
public interface IRandomBytes
{
    void Fill(Span<byte> bytes);
}
