using System.Text.Json.Nodes;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary>The answer of <c>routes count</c>.</summary>
internal static class CountText
{
    /// <summary>A block of lines for each file, and one for all of several.</summary>
    /// <param name="recognised">Whether path identifiers were read where no subtype announces them.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<CountedDump> counted, DumpCounter all, bool recognised)
    {
        foreach (CountedDump dump in counted)
        {
            MrtReading reading = dump.Reading;
            MrtStatistics seen = reading.Statistics;
            yield return dump.File;
            yield return $"  packed    {reading.Format.ToString().ToLowerInvariant()}, {RouteWords.Count(reading.Bytes)} bytes unpacked";
            yield return $"  records   {RouteWords.Count(seen.Records)}, {RouteWords.Count(seen.WithoutRoutes)} without routes";
            foreach (string line in Lines(dump.Counter)) yield return line;
            if (seen.HiddenAddPath > 0) yield return $"  add-path  {Hidden(seen.HiddenAddPath, recognised)}";
            yield return $"  skipped   {Skipped(seen)}";
            foreach (MrtSkip skip in seen.FirstSkips.Take(3))
            {
                string within = $"{RouteWords.Of(skip.Record.Type)} record of subtype {skip.Record.Subtype}";
                yield return $"            byte {RouteWords.Count(skip.Record.Offset)}: {RouteWords.Of(skip.Reason)}, in a {within}";
            }
        }

        if (counted.Count < 2) yield break;
        yield return $"all {counted.Count} files";
        foreach (string line in Lines(all)) yield return line;
    }

    /// <summary>A row for each file, with the fields that the object has; kinds by their letters.</summary>
    public static IEnumerable<string> Csv(IReadOnlyList<CountedDump> counted)
    {
        yield return $"file,packed,bytes,records,elements,{string.Join(',', RouteWords.Kinds.Select(k => k.Word))},peers,peer_as,prefixes,prefixes_without_states,"
            + "origins,first_time,last_time,hidden_add_path,skips,torn";
        foreach ((string file, MrtReading reading, DumpCounter counter) in counted)
        {
            MrtStatistics seen = reading.Statistics;
            string times = counter.Seconds is { } range ? $"{RouteWords.Time(range.First)},{RouteWords.Time(range.Last)}" : ",";
            yield return $"{RouteWords.CsvField(file)},{reading.Format.ToString().ToLowerInvariant()},{reading.Bytes},{seen.Records},{counter.Elements},"
                + $"{string.Join(',', RouteWords.Kinds.Select(k => counter.Of(k.Kind)))},{counter.Peers},{counter.PeerAses},{counter.SixthFields},{counter.Prefixes},"
                + $"{counter.Origins},{times},{seen.HiddenAddPath},{seen.Skips},{(reading.IsTorn ? "true" : "false")}";
        }
    }

    /// <summary>One object; what is asked of all files together stands at its top.</summary>
    public static string Json(IReadOnlyList<CountedDump> counted, DumpCounter all)
    {
        JsonObject answer = Json(all);
        answer["files"] = new JsonArray([.. counted.Select(Json)]);
        return answer.ToJsonString(JsonText.Options);
    }

    private static IEnumerable<string> Lines(DumpCounter counter)
    {
        IEnumerable<string> kinds = RouteWords.Kinds.Where(k => counter.Of(k.Kind) > 0).Select(k => $"{RouteWords.Count(counter.Of(k.Kind))} {k.Plural}");
        yield return $"  elements  {RouteWords.Count(counter.Elements)}{(counter.Elements > 0 ? ": " : "")}{string.Join(", ", kinds)}";
        if (counter.Types.Count > 0)
            yield return $"  types     {string.Join(", ", counter.Types.Select(t => $"{RouteWords.Of(t.Key)} {RouteWords.Count(t.Value)}"))}";
        yield return $"  peers     {RouteWords.Count(counter.Peers)} of {RouteWords.Count(counter.PeerAses)} ASes";
        yield return $"  prefixes  {RouteWords.Count(counter.Prefixes)} of {RouteWords.Count(counter.Origins)} origins";
        if (counter.Seconds is { } range) yield return $"  time      {RouteWords.Time(range.First)} to {RouteWords.Time(range.Last)}";
    }

    private static string Hidden(long records, bool recognised) =>
        $"{RouteWords.Count(records)} records have path identifiers though their subtype says not; --add-path "
        + (recognised ? "recorded takes them for prefixes, as bgpdump does" : "recognised reads them");

    private static string Skipped(MrtStatistics seen)
    {
        if (seen.Skips == 0) return "nothing";
        IEnumerable<string> reasons = Enum.GetValues<SkipReason>().Where(r => seen.Of(r) > 0).Select(r => $"{RouteWords.Count(seen.Of(r))} {RouteWords.Of(r)}");
        return $"{RouteWords.Count(seen.Skips)}: {string.Join(", ", reasons)}";
    }

    private static JsonObject Json(DumpCounter counter) => new()
    {
        ["elements"] = counter.Elements,
        ["peers"] = counter.Peers,
        ["peer_as"] = counter.PeerAses,
        ["prefixes"] = counter.SixthFields,
        ["prefixes_without_states"] = counter.Prefixes,
        ["kinds"] = Object(RouteWords.Kinds.Where(k => counter.Of(k.Kind) > 0).Select(k => (k.Word, counter.Of(k.Kind)))),
        ["types"] = Object(counter.Types.Select(t => (RouteWords.Of(t.Key), t.Value))),
        ["origins"] = counter.Origins,
        ["first_time"] = counter.Seconds is { } from ? RouteWords.Time(from.First) : null,
        ["last_time"] = counter.Seconds is { } to ? RouteWords.Time(to.Last) : null,
    };

    private static JsonObject Json(CountedDump dump)
    {
        MrtReading reading = dump.Reading;
        MrtStatistics seen = reading.Statistics;
        JsonObject answer = Json(dump.Counter);
        answer.Insert(0, "file", dump.File);
        answer["packed"] = reading.Format.ToString().ToLowerInvariant();
        answer["bytes"] = reading.Bytes;
        answer["records"] = seen.Records;
        answer["records_without_routes"] = seen.WithoutRoutes;
        answer["hidden_add_path"] = seen.HiddenAddPath;
        answer["torn"] = reading.IsTorn;
        answer["warning"] = reading.Warning;
        answer["skips"] = Object(Enum.GetValues<SkipReason>().Where(r => seen.Of(r) > 0).Select(r => (RouteWords.Of(r), seen.Of(r))));
        answer["first_skips"] = new JsonArray([.. seen.FirstSkips.Select(s => new JsonObject
        {
            ["offset"] = s.Record.Offset, ["reason"] = RouteWords.Of(s.Reason), ["type"] = RouteWords.Of(s.Record.Type), ["subtype"] = s.Record.Subtype,
        })]);
        return answer;
    }

    private static JsonObject Object(IEnumerable<(string Name, long Value)> fields)
    {
        JsonObject made = [];
        foreach ((string name, long value) in fields) made[name] = value;
        return made;
    }
}
