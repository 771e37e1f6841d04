using System;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>The name of a session: a hash of how it was opened, with both nonces and both signatures.</summary>
public static class SessionId
{
    /// <summary>The id of the session that a HELLO and its WELCOME open; both were read or written as frames.</summary>
    /// <param name="helloBody">As it went over the wire, without the frame's header.</param>
    /// <param name="welcomeBody">As it went over the wire, without the frame's header.</param>
    public static Hash256 Of(ReadOnlySpan<byte> helloBody, ReadOnlySpan<byte> welcomeBody)
    {
        Invariant.Require(helloBody.Length <= HelloFrame.MaxBodyLength, "session id: longer than any HELLO");
        Invariant.Require(welcomeBody.Length == WelcomeFrame.BodyLength, "session id: not the length of a WELCOME");
        Span<byte> message = stackalloc byte[Domain.Length + 4 + HelloFrame.MaxBodyLength + WelcomeFrame.BodyLength];
        WireWriter writer = new(message);
        writer.Bytes(Domain.SessionId);
        writer.UInt32(helloBody.Length);
        writer.Bytes(helloBody);
        writer.Bytes(welcomeBody);
        return Blake3.Hash(writer.Written);
    }
}
