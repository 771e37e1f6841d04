using System;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>
/// What the driver of a lane does with its connection: when it hangs up, and whether another one is of use. Whoever carries a client's frames,
/// simulated or real, asks this, so that lanes end alike.
/// </summary>
/// <param name="client">Of the lane.</param>
public sealed class LaneCourse(ClientEndpoint client)
{
    private long _lastSent, _lastDelivered;
    private bool _closes, _wasEnded;

    /// <summary>The connection is not wanted any more.</summary>
    public bool HangsUp { get; private set; }

    /// <summary>The application wants nothing more.</summary>
    public bool IsFinishing { get; private set; }

    /// <summary>Why the node ended this session, if it did.</summary>
    public RefuseReason Refusal { get; private set; }

    /// <summary>
    /// Whether nothing more is to come: nothing is left, and this session has nothing to CLOSE; or the node's last word was a REFUSE, and what
    /// it had sent before is paid and delivered.
    /// </summary>
    public bool IsOver => (IsFinishing && !_closes && HasNothingLeft && client.State == ClientState.Closing) || IsRefused;

    /// <summary>Why no other connection is of use; null where another one may bring more. Asked when one is gone.</summary>
    public LaneEnd? End =>
        client.State == ClientState.Stopped ? LaneEnd.Stopped
        : _wasEnded || (IsFinishing && HasNothingLeft) ? LaneEnd.Finished
        : Refusal == RefuseReason.None || MayPass(Refusal) ? null
        : LaneEnd.Refused;

    /// <summary>A connection begins, before the client is told.</summary>
    public void Connect()
    {
        HangsUp = _closes = false;
        _lastSent = _lastDelivered = 0;
        Refusal = RefuseReason.None;
    }

    /// <summary>The application wants nothing more, before the client is told.</summary>
    public void Finish() => IsFinishing = true;

    /// <summary>An effect of the client is being carried out.</summary>
    /// <param name="frame">Of a frame to be sent; empty else.</param>
    public void Carry(in EndpointEffect effect, ReadOnlySpan<byte> frame)
    {
        if (effect.Kind == EndpointEffectKind.Send && (FrameType)frame[1] == FrameType.Close) _closes = true;
        else if (effect.Kind == EndpointEffectKind.Deliver) _lastDelivered = Math.Max(_lastDelivered, effect.Number);
        else if (effect.Kind == EndpointEffectKind.HangUp) HangsUp = true;
    }

    /// <summary>A frame was given to the client, and its effects are carried out.</summary>
    /// <param name="isBroken">Its header is no good: nobody knows where the next one begins.</param>
    public void Take(ReadOnlySpan<byte> frame, bool isBroken)
    {
        if (!isBroken && (FrameType)frame[1] == FrameType.End) _wasEnded = HangsUp = true;
        if (!isBroken && (FrameType)frame[1] == FrameType.Refuse) Refuse(frame);
        if (isBroken || IsOver) HangsUp = true;
    }

    /// <summary>All that was wanted is paid, and all that was paid was delivered.</summary>
    private bool HasNothingLeft => client.WantedUnits == 0 && client.Outstanding == 0;

    private bool IsRefused =>
        Refusal != RefuseReason.None && client.Outstanding == 0 && (client.State == ClientState.Closing || _lastDelivered >= _lastSent);

    private void Refuse(ReadOnlySpan<byte> frame)
    {
        if (RefuseFrame.TryRead(frame[FrameHeader.Length..], out RefuseFrame refuse) != FrameError.None) return;
        bool ends = refuse.Unit == 0 || refuse.Reason is RefuseReason.Frozen or RefuseReason.GrantExhausted; // else it is about one key
        if (ends) (Refusal, _lastSent) = (refuse.Reason, refuse.Unit);
    }

    /// <summary>Whether another session of the lane may be served; the rest the endpoint would be refused again.</summary>
    private static bool MayPass(RefuseReason reason) => reason is RefuseReason.Superseded or RefuseReason.Unexpected or RefuseReason.Malformed
        or RefuseReason.BadTicket or RefuseReason.BadResume or RefuseReason.BadAnchor or RefuseReason.BadBase;
}

/// <summary>How a lane ends by itself.</summary>
public enum LaneEnd : byte
{
    /// <summary>Closed by both sides, or nothing was left: all that was paid was delivered.</summary>
    Finished,

    /// <summary>The node ended the lane for a reason that another session does not mend.</summary>
    Refused,

    /// <summary>The node broke the protocol; the client holds the evidence.</summary>
    Stopped,
}
