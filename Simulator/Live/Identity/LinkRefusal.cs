namespace Fleek.Sim.Live.Identity;

/// <summary>Why a link to another party was not made.</summary>
public enum LinkRefusal
{
    None,

    /// <summary>The other side showed no certificate.</summary>
    NoCertificate,

    /// <summary>Its certificate begins later, by this machine's clock.</summary>
    NotYetValid,

    /// <summary>Its certificate has ended, by this machine's clock.</summary>
    Expired,

    /// <summary>Its certificate names no Ed25519 key.</summary>
    NoExtension,

    /// <summary>What should name the Ed25519 key is not 96 bytes.</summary>
    MalformedExtension,

    /// <summary>The Ed25519 key did not sign for this certificate's key and validity.</summary>
    WrongSignature,

    /// <summary>It is another party than the one that was called.</summary>
    WrongKey,

    /// <summary>It is nobody who may connect here.</summary>
    NotListed,

    /// <summary>The other side does not speak TLS 1.3, or broke it off.</summary>
    Handshake,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>The other side knew who this is, and did not want it: it does not list this key, or its clock is another.</summary>
    RefusedByPeer,
}
