using System.Text.Json;
using Fleek.Core.Routing;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// Traceroutes as lines of JSON, in the form of RIPE Atlas with the AS, country and city of each answer beside it: `prb_id`, `prb_asn`,
/// `prb_country`, `dst_addr`, and `result`, a list of hops with a list of answers (`ip_addr`, `rtt`, `asn`, `country`, `city`). Plain
/// or packed.
/// </summary>
public static class TracerouteFile
{
    /// <summary>Most answers of a hop, and most hops, that are read.</summary>
    private const int MostHops = 256;

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is not what this says; names the line.</exception>
    public static IReadOnlyList<Traceroute> Load(string path) => Parse(path, InputText.Read(path));

    /// <summary>The traceroutes of a text already in memory; <paramref name="path"/> only names it in errors.</summary>
    internal static IReadOnlyList<Traceroute> Parse(string path, byte[] text)
    {
        List<Traceroute> found = [];
        int line = 0;
        for (int from = 0; from < text.Length;)
        {
            line++;
            int end = Array.IndexOf(text, (byte)'\n', from);
            if (end < 0) end = text.Length;
            ReadOnlyMemory<byte> row = text.AsMemory(from, end - from);
            from = end + 1;
            if (row.Span.Trim(" \r\t"u8).IsEmpty) continue;
            try
            {
                using JsonDocument json = JsonDocument.Parse(row);
                found.Add(Read(json.RootElement));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                throw new InputFileException(path, line, $"is no traceroute: {e.Message}", "give one JSON object a line, as docs/routing.md says", e);
            }
        }

        return found.Count > 0 ? found : throw new InputFileException(path, 0, "holds no traceroute", "give one JSON object a line");
    }

    private static Traceroute Read(JsonElement json)
    {
        List<TracerouteHop> hops = [];
        foreach (JsonElement hop in json.GetProperty("result").EnumerateArray())
        {
            if (hops.Count >= MostHops) throw new FormatException($"it has more than {MostHops} hops");
            if (!hop.TryGetProperty("result", out JsonElement answers)) continue;
            if (Nearest(hop.GetProperty("hop").GetInt32(), answers) is { } answered) hops.Add(answered);
        }

        return new Traceroute(
            json.GetProperty("prb_id").GetInt32(), Number(json, "prb_asn"), Text(json, "prb_country"), Address(json, "dst_addr"), hops);
    }

    /// <summary>The quickest answer of a hop.</summary>
    private static TracerouteHop? Nearest(int number, JsonElement answers)
    {
        TracerouteHop? nearest = null;
        foreach (JsonElement answer in answers.EnumerateArray())
        {
            if (!answer.TryGetProperty("rtt", out JsonElement rtt) || rtt.ValueKind != JsonValueKind.Number) continue;
            double rttMs = rtt.GetDouble();
            if (!(rttMs is >= 0 and <= RttFile.MaxRttMs)) throw new FormatException($"a round trip of {rttMs} ms");
            if (nearest is not null && nearest.RttMs <= rttMs) continue;
            nearest = new TracerouteHop(
                number, Address(answer, "ip_addr"), rttMs, Number(answer, "asn"), Text(answer, "country"), Text(answer, "city"));
        }

        return nearest;
    }

    private static IpAddress Address(JsonElement json, string name) =>
        IpAddress.TryParse(Text(json, name), out IpAddress address) ? address : throw new FormatException($"`{name}` is no address");

    private static uint Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetUInt32() : 0;

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
