using System.Text;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Elements as rows of a table. Lists within a field stand apart by blanks, and an AS_SET is written `{1 2}`: no field has a comma.</summary>
internal sealed class CsvElements : IElementText
{
    private const byte Comma = (byte)',';

    private readonly TextBuffer _text = new();
    private readonly TextBuffer _path = new();

    public ReadOnlySpan<byte> Header =>
        "seconds,microseconds,type,kind,peer,peer_as,prefix,path_id,as_path,next_hop,origin,local_pref,med,communities,large_communities,aggregator,atomic,old_state,new_state\n"u8;

    public ReadOnlySpan<byte> Lines => _text.Written;

    public void Clear() => _text.Clear();

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        bool hasRoute = element.Kind is RouteKind.Rib or RouteKind.Announce;
        Field(element.Record.Seconds);
        Field(element.Record.Type == MrtType.Bgp4MpEt ? element.Record.Microseconds : null);
        Field(RouteWords.Of(element.Record.Type));
        Field(RouteWords.Of(element.Kind));
        Field(element.PeerAddress);
        Field(element.PeerAs);
        if (element.Kind != RouteKind.State)
        {
            _text.Add(element.Prefix.Network);
            _text.Add((byte)'/');
            _text.Add((uint)element.Prefix.Length);
        }

        _text.Add(Comma);
        Field(element.PathId);
        if (hasRoute) Route(element, attributes);
        else _text.Add(",,,,,,,,,"u8);
        Field(element.Kind == RouteKind.State ? element.OldState : null);
        if (element.Kind == RouteKind.State) _text.Add(element.NewState);
        _text.Add((byte)'\n');
    }

    private void Route(in RouteElement element, in PathAttributes attributes)
    {
        _path.Clear();
        AsPathText.Write(attributes.Path, _path);
        foreach (byte letter in _path.Written) _text.Add(letter == Comma ? (byte)' ' : letter);
        _text.Add(Comma);
        Field(element.NextHop);
        Field(RouteWords.Of(attributes.Origin));
        Field(attributes.LocalPreference);
        Field(attributes.Med);
        for (int i = 0; i < attributes.CommunityCount; i++)
        {
            if (i > 0) _text.Add((byte)' ');
            Pair(attributes.Community(i));
        }

        _text.Add(Comma);
        for (int i = 0; i < attributes.LargeCommunityCount; i++)
        {
            if (i > 0) _text.Add((byte)' ');
            (uint administrator, uint data1, uint data2) = attributes.LargeCommunity(i);
            Triple(administrator, data1, data2);
        }

        _text.Add(Comma);
        if (attributes.AggregatorAs is { } aggregator)
        {
            _text.Add(aggregator);
            _text.Add((byte)' ');
            _text.Add(attributes.AggregatorAddress);
        }

        _text.Add(Comma);
        _text.Add(attributes.IsAtomicAggregate ? "1,"u8 : "0,"u8);
    }

    private void Pair(uint community)
    {
        _text.Add(community >> 16);
        _text.Add((byte)':');
        _text.Add(community & ushort.MaxValue);
    }

    private void Triple(uint first, uint second, uint third)
    {
        _text.Add(first);
        _text.Add((byte)':');
        _text.Add(second);
        _text.Add((byte)':');
        _text.Add(third);
    }

    private void Field(uint? number)
    {
        if (number is { } given) _text.Add(given);
        _text.Add(Comma);
    }

    private void Field(IpAddress address)
    {
        if (address.Family != IpFamily.None) _text.Add(address);
        _text.Add(Comma);
    }

    private void Field(string ascii)
    {
        Span<byte> bytes = stackalloc byte[64];
        _text.Add(bytes[..Encoding.ASCII.GetBytes(ascii, bytes)]);
        _text.Add(Comma);
    }
}
