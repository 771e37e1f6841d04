using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Elements as JSON, an object a line; what an element does not have is left out.</summary>
internal sealed class JsonElements : IElementText, IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 17);
    private readonly Utf8JsonWriter _json;

    public JsonElements() =>
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public ReadOnlySpan<byte> Header => [];

    public ReadOnlySpan<byte> Lines => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Dispose() => _json.Dispose();

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber("seconds", element.Record.Seconds);
        if (element.Record.Type == MrtType.Bgp4MpEt) _json.WriteNumber("microseconds", element.Record.Microseconds);
        _json.WriteString("type", RouteWords.Of(element.Record.Type));
        _json.WriteString("kind", RouteWords.Of(element.Kind));
        _json.WriteString("peer", element.PeerAddress.ToString());
        _json.WriteNumber("peer_as", element.PeerAs);
        if (element.IsLocal) _json.WriteBoolean("local", true);
        if (element.Kind == RouteKind.State)
        {
            _json.WriteNumber("old_state", element.OldState);
            _json.WriteNumber("new_state", element.NewState);
        }
        else
        {
            _json.WriteString("prefix", element.Prefix.ToString());
            if (element.Safi == 2) _json.WriteBoolean("multicast", true);
            if (element.PathId is { } id) _json.WriteNumber("path_id", id);
        }

        if (element.Kind is RouteKind.Rib or RouteKind.Announce) Route(element, attributes);
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
    }

    private void Route(in RouteElement element, in PathAttributes attributes)
    {
        if (element.Kind == RouteKind.Rib) _json.WriteNumber("originated", element.OriginatedSeconds);
        _json.WriteString("as_path", AsPathText.ToText(attributes.Path));
        if (!attributes.IsPathWellFormed) _json.WriteBoolean("bad_path", true);
        Origins(attributes.Path.Last);
        if (attributes.Origin != RouteOrigin.None) _json.WriteString("origin", RouteWords.Of(attributes.Origin));
        if (element.NextHop.Family != IpFamily.None) _json.WriteString("next_hop", element.NextHop.ToString());
        if (attributes.LocalPreference is { } preference) _json.WriteNumber("local_pref", preference);
        if (attributes.Med is { } med) _json.WriteNumber("med", med);
        if (attributes.IsAtomicAggregate) _json.WriteBoolean("atomic", true);
        if (attributes.AggregatorAs is { } aggregator) _json.WriteString("aggregator", $"{aggregator} {attributes.AggregatorAddress}");
        if (attributes.CommunityCount > 0) Communities(attributes);
        if (attributes.LargeCommunityCount > 0) LargeCommunities(attributes);
        if (!attributes.ExtendedCommunities.IsEmpty) ExtendedCommunities(attributes.ExtendedCommunities);
        if (attributes.OnlyToCustomer is { } only) _json.WriteNumber("only_to_customer", only);
    }

    private void Origins(AsPathSegment last)
    {
        _json.WriteStartArray("origin_as");
        for (int i = last.Kind == AsSegmentKind.Sequence ? last.Count - 1 : 0; i < last.Count; i++) _json.WriteNumberValue(last[i]);
        _json.WriteEndArray();
    }

    private void Communities(in PathAttributes attributes)
    {
        _json.WriteStartArray("communities");
        for (int i = 0; i < attributes.CommunityCount; i++)
        {
            uint community = attributes.Community(i);
            _json.WriteStringValue($"{community >> 16}:{community & ushort.MaxValue}");
        }

        _json.WriteEndArray();
    }

    private void LargeCommunities(in PathAttributes attributes)
    {
        _json.WriteStartArray("large_communities");
        for (int i = 0; i < attributes.LargeCommunityCount; i++)
        {
            (uint administrator, uint data1, uint data2) = attributes.LargeCommunity(i);
            _json.WriteStringValue($"{administrator}:{data1}:{data2}");
        }

        _json.WriteEndArray();
    }

    private void ExtendedCommunities(ReadOnlySpan<byte> communities)
    {
        _json.WriteStartArray("extended_communities");
        for (; communities.Length >= PathAttributes.ExtendedCommunityBytes; communities = communities[PathAttributes.ExtendedCommunityBytes..])
            _json.WriteStringValue(Convert.ToHexStringLower(communities[..PathAttributes.ExtendedCommunityBytes]));
        _json.WriteEndArray();
    }
}
