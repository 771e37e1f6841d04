using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes what a cell says of its Internet, and checks it against the rest.</summary>
internal static class InternetBuilder
{
    public static InternetSpec? Build(ResolvedSettings settings)
    {
        if (settings.Find(InternetKeys.Internet) is not { } kind) return null;
        bool isReal = kind.Text == InternetKeys.Real;
        return new InternetSpec(
            Count(InternetKeys.Systems), Count(InternetKeys.Exchanges), Count(InternetKeys.VantagePoints),
            Share(InternetKeys.VisiblePeering), Share(InternetKeys.IspNodes),
            isReal && Text(InternetKeys.Links) is { } links && Text(InternetKeys.Places) is { } places
                ? new InternetFiles(links, places, Text(InternetKeys.Members), Text(InternetKeys.Organisations)) : null);

        int Count(string path) => (int)(settings.Find(path)?.ToLong() ?? 0);
        double Share(string path) => settings.Find(path)?.Number.ToDouble() ?? 0;
        string? Text(string path) => settings.Find(path)?.Text;
    }

    public static SelectionTerms? Terms(ResolvedSettings settings) => settings.Find(InternetKeys.Features) is not { } features ? null : new(
        features.Text switch
        {
            "no-bgp" => LeftOutFeature.Bgp,
            "no-same-as" => LeftOutFeature.SameAs,
            "no-same-organisation" => LeftOutFeature.SameOrganisation,
            "no-shared-exchange" => LeftOutFeature.SharedExchange,
            "no-exit" => LeftOutFeature.Exit,
            "no-network-places" => LeftOutFeature.NetworkPlaces,
            "no-distance" => LeftOutFeature.Distance,
            _ => LeftOutFeature.Nothing,
        },
        (int)(settings.Find(InternetKeys.Probes)?.ToLong() ?? 0));

    public static void Check(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        string selection = settings["users.selection"].Text;
        if (scenario.Network.Internet is not { } internet)
        {
            if (InternetKeys.Policies.Contains(selection))
                Report("users.selection", $"'users.selection' is {selection}, but the scenario has no Internet",
                    "add network: {internet: synthetic}");
            return;
        }

        if (scenario.Network.Delay != DelayKind.Modelled)
            Report(InternetKeys.Internet, "an Internet has delays of its own, and takes neither 'network.rtt' nor 'network.delay: none'",
                "leave those out");
        if (settings[InternetKeys.Internet].Text == InternetKeys.Real && internet.Files is null)
            Report(InternetKeys.Internet, $"a real Internet needs '{InternetKeys.Links}' and '{InternetKeys.Places}'",
                "name a file of relationships and one of places of networks");

        void Report(string path, string message, string help) =>
            sink.Add(Codes.InternetTerms, message, settings.Find(path)?.At ?? fallback, help: help);
    }
}
