using System;
using System.Buffers.Text;

namespace Fleek.Core.Routing.Mrt;

/// <summary>
/// Elements as the lines that `bgpdump -m` prints, so that what reads those reads these: fields between bars, times in seconds
/// since 1970, those of RIB entries the time of the dump.
/// </summary>
public sealed class BgpdumpText : IRouteSink
{
    private const uint NoExport = 0xFFFFFF01, NoAdvertise = 0xFFFFFF02, LocalAs = 0xFFFFFF03;

    private static readonly IpAddress NoAddress = IpAddress.V4(uint.MaxValue);

    private readonly TextBuffer _text = new();

    /// <summary>The lines so far; <see cref="Clear"/> drops them.</summary>
    public ReadOnlySpan<byte> Lines => _text.Written;

    public void Clear() => _text.Clear();

    /// <summary>Adds the element's line.</summary>
    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        Format(element);
        _text.Bar(element.Record.Seconds);
        if (element.Record.Type == MrtType.Bgp4MpEt) Microseconds(element.Record.Microseconds);
        _text.Add(element.Kind switch { RouteKind.Rib => "B|"u8, RouteKind.Announce => "A|"u8, RouteKind.Withdraw => "W|"u8, _ => "STATE|"u8 });
        Address(element.PeerAddress);
        _text.Add((byte)'|');
        _text.Bar(element.PeerAs);
        if (element.Kind == RouteKind.State)
        {
            _text.Bar(element.OldState);
            _text.Add(element.NewState);
        }
        else
        {
            Address(element.Prefix.Network);
            _text.Add((byte)'/');
            _text.Add((uint)element.Prefix.Length);
            if (element.PathId is { } id)
            {
                _text.Add((byte)'|');
                _text.Add(id);
            }

            if (element.Kind != RouteKind.Withdraw) Attributes(element, attributes);
        }

        _text.Add((byte)'\n');
    }

    private void Format(in RouteElement element)
    {
        switch (element.Record.Type)
        {
            case MrtType.TableDump:
                _text.Add("TABLE_DUMP"u8);
                break;
            case MrtType.TableDumpV2:
                _text.Add("TABLE_DUMP2"u8);
                break;
            case MrtType.Bgp or MrtType.Bgp4Plus or MrtType.Bgp4Plus01:
                _text.Add("BGP"u8);
                break;
            default:
                _text.Add("BGP4MP"u8);
                if (element.Record.Type == MrtType.Bgp4MpEt) _text.Add("_ET"u8);
                if (element.IsLocal) _text.Add("_LOCAL"u8);
                break;
        }

        if (element.PathId is not null) _text.Add("_AP"u8);
        _text.Add((byte)'|');
    }

    private void Address(IpAddress address) => _text.Add(address, leastZeros: 1);

    /// <summary>A point and six digits, before the bar.</summary>
    private void Microseconds(uint microseconds)
    {
        Span<byte> digits = stackalloc byte[16];
        Utf8Formatter.TryFormat(microseconds, digits, out int written, new System.Buffers.StandardFormat('D', 6));
        _text.Unbar();
        _text.Add((byte)'.');
        _text.Add(digits[..written]);
        _text.Add((byte)'|');
    }

    private void Attributes(in RouteElement element, in PathAttributes attributes)
    {
        _text.Add((byte)'|');
        if (attributes.IsPathWellFormed) AsPathText.Write(attributes.Path, _text);
        else _text.Add("!!! Error !!!"u8);
        _text.Add(attributes.Origin switch { RouteOrigin.Igp => "|IGP|"u8, RouteOrigin.Egp => "|EGP|"u8, _ => "|INCOMPLETE|"u8 });
        Address(element.NextHop.Family == IpFamily.None ? NoAddress : element.NextHop);
        _text.Add((byte)'|');
        _text.Bar(attributes.LocalPreference ?? 0);
        _text.Add(attributes.Med ?? 0);

        // The lines of MRTd's records have no bar here.
        if (element.Record.Type is not (MrtType.Bgp or MrtType.Bgp4Plus or MrtType.Bgp4Plus01)) _text.Add((byte)'|');
        Communities(attributes);
        _text.Add(attributes.IsAtomicAggregate ? "|AG|"u8 : "|NAG|"u8);
        if (attributes.AggregatorAs is { } aggregator && attributes.AggregatorAddress != NoAddress)
        {
            _text.Add(aggregator);
            _text.Add((byte)' ');
            _text.Add(attributes.AggregatorAddress);
        }

        _text.Add((byte)'|');
    }

    private void Communities(in PathAttributes attributes)
    {
        for (int i = 0; i < attributes.CommunityCount; i++)
        {
            if (i > 0) _text.Add((byte)' ');
            uint community = attributes.Community(i);
            switch (community)
            {
                case NoExport:
                    _text.Add("no-export"u8);
                    break;
                case NoAdvertise:
                    _text.Add("no-advertise"u8);
                    break;
                case LocalAs:
                    _text.Add("local-AS"u8);
                    break;
                default:
                    _text.Add(community >> 16);
                    _text.Add((byte)':');
                    _text.Add(community & ushort.MaxValue);
                    break;
            }
        }
    }
}
