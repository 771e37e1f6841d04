using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fleek.Core.FairExchange;
using Fleek.Sim.Live.Identity;
using Fleek.Tests.Live.Support;
using PublicKey = Fleek.Core.Primitives.PublicKey;

namespace Fleek.Tests.Live.Identity;

public sealed class SecureLinkTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Today = new(2030, 5, 17, 12, 0, 0, TimeSpan.Zero);

    private readonly IdentityKey _nodeKey = IdentityKey.Ephemeral(), _ledgerKey = IdentityKey.Ephemeral();
    private readonly SetClock _nodeClock = new(Today), _ledgerClock = new(Today);
    private readonly LinkIdentity _node, _ledger;

    public SecureLinkTests() => (_node, _ledger) = (new(_nodeKey, _nodeClock), new(_ledgerKey, _ledgerClock));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _node.Dispose();
        _ledger.Dispose();
        _nodeKey.Dispose();
        _ledgerKey.Dispose();
    }

    [Fact]
    public async Task Both_ends_know_each_other_and_bytes_go_both_ways()
    {
        using LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel);
        Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, _ledger, key => key == _node.Key, Long, Cancel);
        await using SecureLink near = await SecureLink.ConnectAsync(pair.Near, _node, _ledger.Key, Long, Cancel);
        await using SecureLink far = await accepting;
        Assert.Equal(_ledger.Key, near.Peer);
        Assert.Equal(_node.Key, far.Peer);
        byte[] sent = RandomNumberGenerator.GetBytes(100_000), came = new byte[sent.Length];
        Task sending = near.Stream.WriteAsync(sent, Cancel).AsTask();
        await far.Stream.ReadExactlyAsync(came, Cancel);
        await sending;
        Assert.Equal(sent, came);
        await far.Stream.WriteAsync(new byte[] { 7 }, Cancel);
        Assert.Equal(1, await near.Stream.ReadAsync(came, Cancel));
        Assert.Equal(SslProtocols.Tls13, ((SslStream)near.Stream).SslProtocol);
    }

    [Fact]
    public async Task Who_is_not_listed_is_refused_and_hears_that_it_was()
    {
        (LinkRefusedException near, LinkRefusedException far) = await BothRefusedAsync(_node, _ledger, _ledger.Key, _ => false);
        Assert.Equal((LinkRefusal.NotListed, _node.Key), (far.Refusal, far.Peer!.Value));
        Assert.Equal((LinkRefusal.RefusedByPeer, _ledger.Key), (near.Refusal, near.Peer!.Value));
    }

    [Fact]
    public async Task Another_party_than_the_one_called_is_refused()
    {
        using IdentityKey absent = IdentityKey.Ephemeral();
        (LinkRefusedException near, LinkRefusedException far) = await BothRefusedAsync(_node, _ledger, absent.Key, _ => true);
        Assert.Equal((LinkRefusal.WrongKey, _ledger.Key), (near.Refusal, near.Peer!.Value));
        Assert.Contains(_ledger.Key.ToString(), near.Message, StringComparison.Ordinal);
        Assert.Contains(far.Refusal, new[] { LinkRefusal.Handshake, LinkRefusal.RefusedByPeer });
    }

    [Theory]
    [InlineData(13 * 24, LinkRefusal.None)]
    [InlineData((13 * 24) + 1, LinkRefusal.Expired)]
    [InlineData(-1, LinkRefusal.None)]
    [InlineData(-2, LinkRefusal.NotYetValid)]
    public async Task Certificates_are_good_from_an_hour_before_to_thirteen_days_after(int hours, LinkRefusal refusal)
    {
        _ledgerClock.Now = Today.AddHours(hours).AddSeconds(hours < 0 ? 1 : -1);
        X509Certificate2 shown = _node.Current();
        Assert.Equal(refusal, LinkCertificate.Check(shown, _ledgerClock.Now, out PublicKey peer));
        Assert.Equal(_node.Key, peer);
        if (refusal == LinkRefusal.None) return;
        _nodeClock.Now = _ledgerClock.Now;
        Assert.Equal(refusal, await ShownAsync(shown));
    }

    [Fact]
    public void A_certificate_is_made_anew_when_half_its_time_is_over()
    {
        X509Certificate2 first = _node.Current();
        _nodeClock.Now = Today.AddDays(6);
        Assert.Same(first, _node.Current());
        _nodeClock.Now = Today.AddDays(7);
        X509Certificate2 second = _node.Current();
        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.Equal(LinkRefusal.None, LinkCertificate.Check(second, Today.AddDays(19), out PublicKey peer));
        Assert.Equal(_node.Key, peer);
        _nodeClock.Now = Today;
        Assert.Equal(LinkRefusal.None, LinkCertificate.Check(_node.Current(), Today, out _));
    }

    [Fact]
    public async Task Certificates_that_prove_no_key_are_refused_each_for_its_reason()
    {
        X509Extension named = _node.Current().Extensions[LinkCertificate.ExtensionOid]!;
        Assert.Equal(LinkRefusal.NoExtension, await ShownAsync(Certificate(null)));
        Assert.Equal(LinkRefusal.WrongSignature, await ShownAsync(Certificate(named)));
        Assert.Equal(LinkRefusal.MalformedExtension, await ShownAsync(Certificate(new X509Extension(LinkCertificate.ExtensionOid, [4, 1, 0], false))));
        Assert.Equal(LinkRefusal.NoCertificate, await ShownAsync(null));
    }

    [Fact]
    public void Stretching_the_validity_breaks_the_signature()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=fleek", key, HashAlgorithmName.SHA256);
        LinkStatement statement = new(
            Core.Content.Blake3.Hash(request.PublicKey.ExportSubjectPublicKeyInfo()), Today.ToUnixTimeSeconds(), Today.AddDays(1).ToUnixTimeSeconds());
        request.CertificateExtensions.Add(LinkCertificate.Extension(_nodeKey.Key, statement.Sign(_nodeKey)));
        using X509Certificate2 asSigned = request.CreateSelfSigned(Today, Today.AddDays(1));
        using X509Certificate2 longer = request.CreateSelfSigned(Today, Today.AddDays(2));
        Assert.Equal(LinkRefusal.None, LinkCertificate.Check(asSigned, Today, out _));
        Assert.Equal(LinkRefusal.WrongSignature, LinkCertificate.Check(longer, Today, out PublicKey peer));
        Assert.Equal(default, peer);
    }

    [Fact]
    public async Task Garbage_silence_and_older_TLS_are_refused_in_time()
    {
        using (LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel))
        {
            Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, _ledger, _ => true, Long, Cancel);
            await pair.Near.WriteAsync("GET / HTTP/1.1\r\nHost: example\r\n\r\n"u8.ToArray(), Cancel);
            Assert.Equal(LinkRefusal.Handshake, (await Assert.ThrowsAsync<LinkRefusedException>(() => accepting)).Refusal);
        }

        using (LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel))
        {
            Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, _ledger, _ => true, TimeSpan.FromMilliseconds(200), Cancel);
            Assert.Equal(LinkRefusal.TimedOut, (await Assert.ThrowsAsync<LinkRefusedException>(() => accepting)).Refusal);
            Assert.Equal(0, await pair.Near.ReadAsync(new byte[1], Cancel)); // it hung up
        }

        using (LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel))
        {
            Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, _ledger, _ => true, Long, Cancel);
            SslClientAuthenticationOptions old = _node.ClientOptions(_ => true);
#pragma warning disable CA5398 // An older version on purpose.
            old.EnabledSslProtocols = SslProtocols.Tls12;
#pragma warning restore CA5398
            await using SslStream tls = new(pair.Near);
            await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(old, Cancel));
            Assert.Equal(LinkRefusal.Handshake, (await Assert.ThrowsAsync<LinkRefusedException>(() => accepting)).Refusal);
        }
    }

    [Fact]
    public async Task Many_handshakes_at_once_share_one_identity()
    {
        PublicKey[] peers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel);
            Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, _ledger, key => key == _node.Key, Long, Cancel);
            await using SecureLink near = await SecureLink.ConnectAsync(pair.Near, _node, _ledger.Key, Long, Cancel);
            await using SecureLink far = await accepting;
            return far.Peer;
        }));
        Assert.All(peers, peer => Assert.Equal(_node.Key, peer));
    }

    /// <summary>What the ledger says to a certificate that this test made.</summary>
    private async Task<LinkRefusal> ShownAsync(X509Certificate2? certificate)
    {
        using LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel);
        Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, _ledger, _ => true, Long, Cancel);
        SslClientAuthenticationOptions options = _node.ClientOptions(_ => true);
        options.LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate;
        await using SslStream tls = new(pair.Near);
        try
        {
            await tls.AuthenticateAsClientAsync(options, Cancel);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            // Depends on who is faster.
        }

        return (await Assert.ThrowsAsync<LinkRefusedException>(() => accepting)).Refusal;
    }

    private static X509Certificate2 Certificate(X509Extension? extension)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=fleek", key, HashAlgorithmName.SHA256);
        if (extension is not null) request.CertificateExtensions.Add(extension);
        return request.CreateSelfSigned(Today.AddHours(-1), Today.AddDays(1));
    }

    private static async Task<(LinkRefusedException Near, LinkRefusedException Far)> BothRefusedAsync(
        LinkIdentity caller, LinkIdentity called, PublicKey expected, Func<PublicKey, bool> allows)
    {
        using LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel);
        Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, called, allows, Long, Cancel);
        LinkRefusedException near = await Assert.ThrowsAsync<LinkRefusedException>(
            () => SecureLink.ConnectAsync(pair.Near, caller, expected, Long, Cancel));
        return (near, await Assert.ThrowsAsync<LinkRefusedException>(() => accepting));
    }
}
