using System.Net.Security;
using System.Security.Authentication;
using PublicKey = Fleek.Core.Primitives.PublicKey;

namespace Fleek.Sim.Live.Identity;

/// <summary>A connection on which both sides know each other by their Ed25519 keys, and nobody else reads or changes anything.</summary>
public sealed class SecureLink : IAsyncDisposable
{
    /// <summary>For a handshake, unless the caller says otherwise.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(10);

    private const byte Welcome = 1;

    private SecureLink(SslStream stream, PublicKey peer) => (Stream, Peer) = (stream, peer);

    /// <summary>What goes over the link. Closed with it.</summary>
    public Stream Stream { get; }

    /// <summary>Who is on the other side.</summary>
    public PublicKey Peer { get; }

    /// <summary>Answers who connected.</summary>
    /// <param name="transport">Closed if the link is not made.</param>
    /// <param name="allows">Who may connect.</param>
    /// <param name="limit">For the whole handshake.</param>
    /// <exception cref="LinkRefusedException">The link is not made; the exception has the reason.</exception>
    public static Task<SecureLink> AcceptAsync(
        Stream transport, LinkIdentity self, Func<PublicKey, bool> allows, TimeSpan limit, CancellationToken cancel)
    {
        Heard heard = new();
        SslServerAuthenticationOptions options = self.ServerOptions(allows, heard.Take);
        return OpenAsync(transport, (tls, stop) => tls.AuthenticateAsServerAsync(options, stop), heard, limit, cancel);
    }

    /// <summary>Calls one party.</summary>
    /// <param name="transport">Closed if the link is not made.</param>
    /// <param name="expected">Who has to answer.</param>
    /// <param name="limit">For the whole handshake.</param>
    /// <exception cref="LinkRefusedException">The link is not made; the exception has the reason.</exception>
    public static Task<SecureLink> ConnectAsync(
        Stream transport, LinkIdentity self, PublicKey expected, TimeSpan limit, CancellationToken cancel)
    {
        Heard heard = new();
        SslClientAuthenticationOptions options = self.ClientOptions(peer => peer == expected, heard.Take);
        return OpenAsync(transport, (tls, stop) => tls.AuthenticateAsClientAsync(options, stop), heard, limit, cancel);
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    private static async Task<SecureLink> OpenAsync(
        Stream transport, Func<SslStream, CancellationToken, Task> authenticate, Heard heard, TimeSpan limit, CancellationToken cancel)
    {
        SslStream tls = new(transport, leaveInnerStreamOpen: false);
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timed.CancelAfter(limit);
        PublicKey? peer = null;
        try
        {
            await authenticate(tls, timed.Token).ConfigureAwait(false);
            peer = LinkIdentity.PeerOf(tls);
            await GreetAsync(tls, timed.Token).ConfigureAwait(false);
            return new SecureLink(tls, peer.Value);
        }
        catch (Exception problem)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            if (problem is OperationCanceledException && cancel.IsCancellationRequested) throw;
            if (Explain(problem, heard, peer, limit) is { } refused) throw refused;
            throw;
        }
    }

    /// <summary>
    /// In TLS 1.3 who connects is ready before the other side has looked at its certificate: a byte each way, so that both know.
    /// </summary>
    private static async Task GreetAsync(SslStream tls, CancellationToken stop)
    {
        await tls.WriteAsync(new[] { Welcome }, stop).ConfigureAwait(false);
        byte[] answer = new byte[1];
        int read = await tls.ReadAsync(answer, stop).ConfigureAwait(false);
        if (read != 1 || answer[0] != Welcome) throw new IOException("the other side closed the link, or speaks something else");
    }

    private static LinkRefusedException? Explain(Exception problem, Heard heard, PublicKey? peer, TimeSpan limit)
    {
        if (heard.Refusal != LinkRefusal.None)
            return new LinkRefusedException(heard.Refusal, heard.Peer, $"refused: {Text(heard)}", problem);
        return problem switch
        {
            OperationCanceledException => new(
                LinkRefusal.TimedOut, peer, $"the other side did not finish the handshake in {limit.TotalSeconds:0.###} s", problem),
            AuthenticationException or IOException when peer is { } known => new(
                LinkRefusal.RefusedByPeer, known, $"{known} refused this party: it may not list its key, or its clock is another", problem),
            AuthenticationException or IOException => new(
                LinkRefusal.Handshake, null, "the other side does not speak TLS 1.3, or broke it off", problem),
            _ => null,
        };
    }

    private static string Text(Heard heard) => heard.Refusal switch
    {
        LinkRefusal.NoCertificate => "the other side showed no certificate",
        LinkRefusal.NotYetValid => $"the certificate of {heard.Peer} begins later: compare the clocks",
        LinkRefusal.Expired => $"the certificate of {heard.Peer} has ended: compare the clocks",
        LinkRefusal.NoExtension => "the certificate names no Ed25519 key",
        LinkRefusal.MalformedExtension => "the certificate names its Ed25519 key in a form that cannot be read",
        LinkRefusal.WrongSignature => "the Ed25519 key that the certificate names did not sign for it",
        LinkRefusal.WrongKey => $"{heard.Peer} answered, who was not called",
        _ => $"{heard.Peer} is nobody who may connect here",
    };

    /// <summary>What the check of one certificate came to.</summary>
    private sealed class Heard
    {
        public LinkRefusal Refusal { get; private set; }

        public PublicKey? Peer { get; private set; }

        public void Take(LinkRefusal refusal, PublicKey? peer) => (Refusal, Peer) = (refusal, peer);
    }
}
