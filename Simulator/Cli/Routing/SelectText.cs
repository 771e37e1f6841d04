using System.Globalization;
using System.Text.Json.Nodes;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary>The answer of <c>routes select</c>.</summary>
internal static class SelectText
{
    private static readonly (NetworkRelation Relation, string Word)[] _relations =
    [
        (NetworkRelation.Unknown, "-"), (NetworkRelation.SameAs, "same AS"), (NetworkRelation.SameOrganisation, "same organisation"),
        (NetworkRelation.SharedExchange, "shared exchange"), (NetworkRelation.Path, "path"),
    ];

    public static IEnumerable<string> Lines(SelectQuestion question, IReadOnlyList<SelectAnswer> answers, AnswerFormat format) => format switch
    {
        AnswerFormat.Json => [Json(question, answers)],
        AnswerFormat.Csv => Csv(question, answers),
        _ => Table(question, answers),
    };

    private static IEnumerable<string> Table(SelectQuestion question, IReadOnlyList<SelectAnswer> answers)
    {
        yield return $"client {Client(question.Client)}, {RouteWords.Count(question.Nodes.Count)} nodes";
        TextTable table = new("policy", "", "node", "AS", "score", "ms", "base", "distance", "networks", "probes", "load", "relation", "borders", "exit");
        foreach (SelectAnswer answer in answers)
        {
            if (answer.Choices.Count == 0) table.Add(answer.Policy.Word, "", "none", "", "", "", "", "", "", "", "", "", "", "");
            for (int place = 0; place < answer.Choices.Count; place++)
            {
                (NodeChoice choice, LatencyPrediction p) = answer.Choices[place];
                table.Add(
                    place == 0 ? answer.Policy.Word : "", Text($"{place + 1}"), question.Nodes[choice.Node].Name, Asn(question.Nodes[choice.Node].Asn),
                    double.IsNaN(choice.Score) ? "-" : $"{Ms(choice.Score)} {answer.Policy.Unit}", Ms(p.TotalMs), Ms(p.BaseMs), Ms(p.DistanceMs), Ms(p.NetworkMs),
                    Ms(p.ProbeMs), Ms(p.LoadMs), Word(p.Relation), p.Borders < 0 ? "-" : Text($"{p.Borders}"), Exit(question, p) ?? "-");
            }
        }

        foreach (string line in table.Lines(Terminal.OutputWidth)) yield return line;
    }

    private static IEnumerable<string> Csv(SelectQuestion question, IReadOnlyList<SelectAnswer> answers)
    {
        yield return "policy,place,node,asn,score,unit,predicted_ms,base_ms,distance_ms,networks_ms,probes_ms,load_ms,relation,borders,exit";
        foreach (SelectAnswer answer in answers)
        {
            for (int place = 0; place < answer.Choices.Count; place++)
            {
                (NodeChoice choice, LatencyPrediction p) = answer.Choices[place];
                NodeView node = question.Nodes[choice.Node];
                yield return Text($"{answer.Policy.Word},{place + 1},{RouteWords.CsvField(node.Name)},{node.Asn},{Field(choice.Score)},{answer.Policy.Unit},{p.TotalMs:F3},")
                    + Text($"{p.BaseMs:F3},{p.DistanceMs:F3},{p.NetworkMs:F3},{p.ProbeMs:F3},{p.LoadMs:F3},{Word(p.Relation)},")
                    + Text($"{(p.Borders < 0 ? "" : p.Borders)},{RouteWords.CsvField(Exit(question, p) ?? "")}");
            }
        }
    }

    private static string Json(SelectQuestion question, IReadOnlyList<SelectAnswer> answers)
    {
        ClientView client = question.Client;
        return new JsonObject
        {
            ["client"] = new JsonObject
            {
                ["prefix"] = client.Prefix.Family == IpFamily.None ? null : client.Prefix.ToString(),
                ["asn"] = client.Asn == 0 ? null : client.Asn,
                ["latitude"] = client.Position.IsKnown ? client.Position.Latitude : null,
                ["longitude"] = client.Position.IsKnown ? client.Position.Longitude : null,
            },
            ["nodes"] = question.Nodes.Count,
            ["policies"] = new JsonArray([.. answers.Select(answer => new JsonObject
            {
                ["policy"] = answer.Policy.Word,
                ["unit"] = answer.Policy.Unit,
                ["chosen"] = new JsonArray([.. answer.Choices.Select(c => Json(question, c.Choice, c.Prediction))]),
            })]),
        }.ToJsonString(JsonText.Options);
    }

    private static JsonObject Json(SelectQuestion question, NodeChoice choice, LatencyPrediction p) => new()
    {
        ["node"] = question.Nodes[choice.Node].Name,
        ["asn"] = question.Nodes[choice.Node].Asn,
        ["score"] = double.IsNaN(choice.Score) ? null : choice.Score,
        ["predicted_ms"] = p.TotalMs,
        ["base_ms"] = p.BaseMs,
        ["distance_ms"] = p.DistanceMs,
        ["networks_ms"] = p.NetworkMs,
        ["probes_ms"] = p.ProbeMs,
        ["load_ms"] = p.LoadMs,
        ["relation"] = p.Relation == NetworkRelation.Unknown ? null : Word(p.Relation),
        ["borders"] = p.Borders < 0 ? null : p.Borders,
        ["exit"] = Exit(question, p),
    };

    private static string Client(in ClientView client)
    {
        List<string> known = [];
        if (client.Prefix.Family != IpFamily.None) known.Add(client.Prefix.ToString());
        known.Add(client.Asn == 0 ? "of an unknown AS" : Asn(client.Asn));
        known.Add(client.Position.IsKnown ? Text($"at {client.Position.Latitude:F2},{client.Position.Longitude:F2}") : "at an unknown place");
        return string.Join(", ", known);
    }

    private static string? Exit(SelectQuestion question, LatencyPrediction p) =>
        p.ExitSite < 0 ? null : question.View!.Map.Sites[p.ExitSite].Name;

    private static string Word(NetworkRelation relation) => _relations.First(r => r.Relation == relation).Word;

    private static string Asn(uint asn) => asn == 0 ? "-" : Text($"AS{asn}");

    private static string Ms(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Field(double value) => double.IsNaN(value) ? "" : value.ToString("F3", CultureInfo.InvariantCulture);


    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
