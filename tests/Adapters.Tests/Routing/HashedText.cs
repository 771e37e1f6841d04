using System.Security.Cryptography;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Adapters.Tests.Routing;

/// <summary>The lines of a whole dump, as a hash and, where asked for, as text.</summary>
internal sealed class HashedText(Stream? copy = null) : IRouteSink, IDisposable
{
    private const int FlushBytes = 64 << 10;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly BgpdumpText _text = new();

    /// <summary>The first 32 hexadecimal digits of SHA-256 over all lines.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset())[..32];
    }

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        _text.Take(element, attributes);
        if (_text.Lines.Length > FlushBytes) Flush();
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        _hash.AppendData(_text.Lines);
        copy?.Write(_text.Lines);
        _text.Clear();
    }
}
