using System.Text;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Core.Tests.Routing;

/// <summary>Elements kept, with all that their attributes say as text.</summary>
internal sealed class ElementList : IRouteSink
{
    public List<(RouteElement Element, string Attributes)> All { get; } = [];

    public void Take(in RouteElement element, in PathAttributes attributes) => All.Add((element, Describe(attributes)));

    /// <summary>Reads a whole dump, given in pieces of a size.</summary>
    public static MrtReader Read(byte[] dump, IRouteSink sink, int piece = int.MaxValue, MrtReaderOptions? options = null)
    {
        MrtReader reader = new(sink, options);
        int start = 0, end = 0;
        while (end < dump.Length)
        {
            end = (int)Math.Min(dump.Length, Math.Max((long)end + piece, start + (long)reader.NeededBytes));
            start += reader.Read(dump.AsSpan(start, end - start));
        }

        reader.Finish(dump.AsSpan(start));
        return reader;
    }

    private static string Describe(in PathAttributes attributes)
    {
        StringBuilder text = new();
        text.Append($"{attributes.Origin} {AsPathText.ToText(attributes.Path)} hops {attributes.Path.Hops} {attributes.NextHop} {attributes.Med} ");
        text.Append($"{attributes.LocalPreference} {attributes.IsAtomicAggregate} {attributes.AggregatorAs} {attributes.AggregatorAddress} ");
        text.Append($"c {Convert.ToHexString(attributes.Communities)} e {Convert.ToHexString(attributes.ExtendedCommunities)} ");
        text.Append($"l {Convert.ToHexString(attributes.LargeCommunities)} otc {attributes.OnlyToCustomer}");
        return text.ToString();
    }
}
