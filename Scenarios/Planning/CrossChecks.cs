using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Planning;

/// <summary>What must hold between the keys of one cell.</summary>
internal sealed class CrossChecks(ResolvedSettings settings, Scenario scenario, Mark fallback, DiagnosticSink sink)
{
    /// <summary>Most (user, node) lanes of one run: each has state that lives as long as the run.</summary>
    public const int MaxLanes = 4_000_000;

    public void Run()
    {
        this.CheckUsers();
        this.CheckMoney();
        LimitChecks.Run(scenario, settings, fallback, sink);
        AdversaryChecks.Run(scenario, settings, fallback, sink);
        PopulationChecks.Run(scenario, settings, fallback, sink);
        this.CheckNetwork();
        InternetBuilder.Check(scenario, settings, fallback, sink);
        LedgerBuilder.Check(scenario, settings, fallback, sink);
        this.CheckCryptography();
        FaultsBuilder.CheckEnds(scenario, settings, fallback, sink);
        if (scenario.Sampling is { } sampling && sampling.After >= scenario.Duration)
        {
            this.Report(Codes.SamplingTooLate, "sampling.after",
                $"'sampling.after' ({this.Text("sampling.after")}) is not before the duration ({this.Text("duration")})");
        }
    }

    private void CheckUsers()
    {
        int serving = scenario.Users.ServingNodes;
        if (serving > scenario.Nodes)
            this.Report(Codes.TooManyServingNodes, "users.serving_nodes",
                $"{serving} serving nodes, but the network has {scenario.Nodes}");
        if ((long)scenario.LanesPerUser * scenario.Users.Count > MaxLanes)
        {
            this.Report(Codes.TooManyServingNodes, "users.serving_nodes",
                $"{scenario.Users.Count} users times {scenario.LanesPerUser} serving nodes are more than {MaxLanes} lanes");
        }
    }

    private void CheckMoney()
    {
        long balance = scenario.Users.Balance.Units;
        if (scenario.Payments.FreezeThreshold.Units > balance)
        {
            this.Report(Codes.ThresholdAboveBalance, "payments.freeze_threshold",
                $"the freeze threshold ({this.Text("payments.freeze_threshold")}) is above the balance "
                    + $"({this.Text("users.balance")})");
        }

        Int128 most = long.MaxValue;
        if (((Int128)balance + scenario.Users.Collateral.Units) * scenario.Users.Count > most)
        {
            this.Report(Codes.MoneyOverflow, "users.balance",
                $"{scenario.Users.Count} balances of {this.Text("users.balance")} together do not fit 64 bits of base units");
        }

        // What all nodes may send one account at the same time, before any of them sees the others.
        Int128 window = (Int128)scenario.Payments.WindowChunks * scenario.Payments.Price.Units;
        Int128 exposed = scenario.LanesPerUser * (balance + window);
        if (exposed > most)
        {
            this.Report(Codes.MoneyOverflow, "users.balance",
                $"{scenario.LanesPerUser} nodes serving {this.Text("users.balance")} each do not fit 64 bits of base "
                    + "units");
        }
    }

    private void CheckNetwork()
    {
        bool measured = scenario.Network.Delay == DelayKind.Measured;
        if (measured && settings["network.delay"].Text == "none")
            this.Report(Codes.RttWithoutDelay, KeyTable.Rtt, "'network.rtt' is given, but 'network.delay' is none",
                "use network.delay: modelled, which the file then replaces");
        if (!measured && settings.Find(KeyTable.Places) is not null)
            this.Report(Codes.RttWithoutDelay, KeyTable.Places, "'network.places' has no meaning without 'network.rtt'");
        if (scenario.Users.Selection != NodeSelection.Nearest) return;
        if (scenario.Network.Delay == DelayKind.None)
        {
            this.Report(Codes.NearestWithoutPlaces, "users.selection",
                "'users.selection' is nearest, but without delays nodes have no places", "use users.selection: random or first");
        }
        else if (measured && scenario.Network.Places is null)
        {
            this.Report(Codes.NearestWithoutPlaces, "users.selection",
                "'users.selection' is nearest, but no file gives the places of 'network.rtt'",
                "put servers*.csv beside the file, name it with network.places, or use users.selection: random");
        }
    }

    private void CheckCryptography()
    {
        if (scenario.Cryptography.Calibration is not null && scenario.Network.Delay == DelayKind.None)
            this.Report(Codes.CalibrationUnused, CryptographyKeys.Calibration,
                "'cryptography.calibration' is given, but with 'network.delay' none nothing costs time",
                "leave it out, or use network.delay: modelled");
        if (scenario.Cryptography.Mode != CryptographyMode.Real) return;
        if (scenario.Faults is not null) this.ReportReal("faults", "leave the faults out: lost frames are not sent again here");
        if (scenario.FastForward) this.ReportReal("'fast_forward: true'", "use fast_forward: false, which decides the same");
        if (scenario.Payments.WindowChunks > CryptographySpec.MostRealWindowChunks)
            this.ReportReal($"windows above {CryptographySpec.MostRealWindowChunks} chunks", "use a smaller payments.window");
        if (scenario.Payments.ChunkBytes > CryptographySpec.MostRealChunkBytes)
            this.ReportReal("chunks of more than a block of 256 KiB", "use payments.chunk: 256 KiB or less");
        if ((long)scenario.Users.Count * scenario.Users.ServingNodes > CryptographySpec.MostRealLanes)
            this.ReportReal($"more than {CryptographySpec.MostRealLanes} lanes", "use fewer users or fewer serving nodes");
    }

    private void ReportReal(string what, string help) =>
        this.Report(Codes.RealUnsupported, CryptographyKeys.Mode, $"'cryptography.mode' is real, which does not run {what}", help);

    private string Text(string path) => settings[path].Text;

    private void Report(string code, string path, string message, string? help = null) =>
        sink.Add(code, message, settings.Find(path)?.At ?? fallback, help: help);
}
