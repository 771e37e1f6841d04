using System;

namespace Fleek.Core.FairExchange;

/// <summary>
/// What a hash or a signature is about, as its first 16 bytes: bytes made for one purpose never pass for another.
/// Names end in the version of what they sign; each is padded with zeros, so that none is the beginning of another.
/// </summary>
internal static class Domain
{
    /// <summary>The length of every domain in bytes.</summary>
    public const int Length = 16;

    public static ReadOnlySpan<byte> Grant => "FX/GRANT/1\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> GrantId => "FX/GRANT-ID\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Hello => "FX/HELLO/1\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Welcome => "FX/WELCOME/1\0\0\0\0"u8;

    public static ReadOnlySpan<byte> SessionId => "FX/SID\0\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Resume => "FX/RESUME/1\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Anchor => "FX/PC/1\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> AnchorHash => "FX/PC-HASH\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> TicketChain => "FX/PW\0\0\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> HeaderStart => "FX/HC0\0\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> HeaderLink => "FX/HC\0\0\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Header => "FX/HDR/1\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> KeyCommitment => "FX/KC\0\0\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> EpochSecret => "FX/EPOCH-SECRET\0"u8;

    public static ReadOnlySpan<byte> FinalTicket => "FX/T/1\0\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> UnitTicket => "FX/UT/1\0\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> LedgerTransaction => "FX/LEDGER-TX/1\0\0"u8;

    public static ReadOnlySpan<byte> DisputeId => "FX/DISPUTE-ID\0\0\0"u8;

    public static ReadOnlySpan<byte> LedgerState => "FX/LEDGER-STATE\0"u8;

    public static ReadOnlySpan<byte> ScopeLeaf => "FX/SCOPE-LEAF\0\0\0"u8;

    public static ReadOnlySpan<byte> ScopeParent => "FX/SCOPE-PARENT\0"u8;

    public static ReadOnlySpan<byte> Link => "FX/LINK/1\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> AccessToken => "FX/TOKEN/1\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Offer => "FX/OFFER/1\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Manifest => "FX/MANIFEST/1\0\0\0"u8;

    public static ReadOnlySpan<byte> ManifestId => "FX/MANIFEST-ID\0\0"u8;

    public static ReadOnlySpan<byte> Ask => "FX/ASK/1\0\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Attach => "FX/ATTACH/1\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Open => "FX/OPEN/1\0\0\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Notify => "FX/NOTIFY/1\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> Revoke => "FX/REVOKE/1\0\0\0\0\0"u8;

    public static ReadOnlySpan<byte> GatewaySession => "FX/GATE-SESSION\0"u8;

    public static ReadOnlySpan<byte> Assignment => "FX/ASSIGN\0\0\0\0\0\0\0"u8;
}
