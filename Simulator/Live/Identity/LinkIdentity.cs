using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Fleek.Core.FairExchange;
using PublicKey = Fleek.Core.Primitives.PublicKey;

namespace Fleek.Sim.Live.Identity;

/// <summary>
/// How a party shows on links who it is, and knows who the others are: TLS 1.3 with certificates of both sides. A certificate is made
/// anew when half of its time is over. May be used by several threads.
/// </summary>
public sealed class LinkIdentity : IDisposable
{
    /// <summary>The name in TLS, which tells nothing: keys do.</summary>
    internal const string Host = "fleek";

    private readonly ISigner _signer;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private X509Certificate2? _certificate, _previous;
    private DateTimeOffset _renewAt;

    /// <param name="signer">Holds the party's key; may be used by several threads.</param>
    /// <param name="clock">For validity; the system's if null.</param>
    public LinkIdentity(ISigner signer, TimeProvider? clock = null) => (_signer, _clock) = (signer, clock ?? TimeProvider.System);

    public PublicKey Key => _signer.Key;

    /// <summary>For who accepts connections, as many as come.</summary>
    /// <param name="allows">Who may connect.</param>
    /// <param name="refused">Told of each certificate that is refused, and whose it was if that is known; or null.</param>
    public SslServerAuthenticationOptions ServerOptions(
        Func<PublicKey, bool> allows, Action<LinkRefusal, PublicKey?>? refused = null) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        ClientCertificateRequired = true,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        ServerCertificateSelectionCallback = (_, _) => Current(),
        RemoteCertificateValidationCallback = (_, shown, _, _) => Judge(shown, allows, LinkRefusal.NotListed, refused) == LinkRefusal.None,
        AllowRenegotiation = false,

        // A resumed session would show no certificate again.
        AllowTlsResume = false,
    };

    /// <summary>For who connects, as often as it likes.</summary>
    /// <param name="allows">Who may answer.</param>
    /// <param name="refused">Told of each certificate that is refused, and whose it was if that is known; or null.</param>
    public SslClientAuthenticationOptions ClientOptions(
        Func<PublicKey, bool> allows, Action<LinkRefusal, PublicKey?>? refused = null) => new()
    {
        TargetHost = Host,
        EnabledSslProtocols = SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        LocalCertificateSelectionCallback = (_, _, _, _, _) => Current(),
        RemoteCertificateValidationCallback = (_, shown, _, _) => Judge(shown, allows, LinkRefusal.WrongKey, refused) == LinkRefusal.None,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    /// <summary>Whose link it is, once its handshake is over; what it showed was checked then.</summary>
    /// <exception cref="InvalidOperationException">The other side showed nothing that names a key.</exception>
    public static PublicKey PeerOf(SslStream link)
    {
        LinkCertificate.Check(link.RemoteCertificate, DateTimeOffset.UnixEpoch, out PublicKey peer);
        return peer != default ? peer : throw new InvalidOperationException("the link is not authenticated");
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _certificate?.Dispose();
            _previous?.Dispose();
            (_certificate, _previous) = (null, null);
        }
    }

    /// <summary>The certificate to show now.</summary>
    internal X509Certificate2 Current()
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (_certificate is not null && now < _renewAt && now >= _certificate.NotBefore) return _certificate;

            // The one before may be in use by a handshake under way.
            _previous?.Dispose();
            _previous = _certificate;
            _certificate = LinkCertificate.Make(_signer, now);
            _renewAt = now + (LinkCertificate.Lifetime / 2);
            return _certificate;
        }
    }

    /// <param name="otherwise">The reason if the party is known and not allowed.</param>
    private LinkRefusal Judge(
        X509Certificate? shown, Func<PublicKey, bool> allows, LinkRefusal otherwise, Action<LinkRefusal, PublicKey?>? refused)
    {
        LinkRefusal refusal = LinkCertificate.Check(shown, _clock.GetUtcNow(), out PublicKey peer);
        if (refusal == LinkRefusal.None && !allows(peer)) refusal = otherwise;
        if (refusal != LinkRefusal.None) refused?.Invoke(refusal, peer == default ? null : peer);
        return refusal;
    }
}
