using System.Security.Cryptography;
using Fleek.Core.FairExchange;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Adapters.Studies;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.World;
using Fleek.Sim.World.Internet;
using Fleek.Sim.World.Studies;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>The data files that a plan reads. Each is loaded once and shared by all runs.</summary>
internal sealed class InputFiles
{
    private const string LocationListCode = "FS2035", DemandListCode = "FS2036";

    private readonly Dictionary<InputKey, WorldInputs> _loaded = [];
    private readonly Dictionary<(string Rtt, string? Places), RttTable> _tables = [];
    private readonly Dictionary<string, CryptographyCosts> _costs = [];

    /// <summary>Loads every file that the plan's cells name.</summary>
    /// <exception cref="InputFileException">A file cannot be read or is torn.</exception>
    public static InputFiles Load(Plan plan)
    {
        InputFiles files = new();
        foreach (Cell cell in plan.Cells) files.Add(cell.Scenario);
        return files;
    }

    public WorldInputs Of(Scenario scenario) =>
        KeyOf(scenario) == InputKey.None ? WorldInputs.None : _loaded[KeyOf(scenario)];

    /// <summary>SHA-256 of a file in hex, or null if it cannot be read.</summary>
    public static string? Sha256(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Rows of a plan hold only for the files that it was made with.</summary>
    /// <exception cref="CommandException">A file is gone or has changed.</exception>
    public static void RequireUnchanged(Plan plan)
    {
        foreach (InputFile input in plan.Inputs)
        {
            string? now = Sha256(input.Path);
            if (now == input.Sha256) continue;
            string what = now is null ? "cannot be read" : "has changed since the sweep was planned";
            throw new CommandException(ExitCode.CouldNotJudge, $"the input file '{input.Path}' {what}",
                "put it back, or start anew with the file as it is: fleek-sim sweep");
        }
    }

    private static InputKey KeyOf(Scenario scenario) => new(
        scenario.Network.Rtt, scenario.Network.Places, scenario.Cryptography.Calibration, scenario.Network.Internet?.Files,
        scenario.Coverage?.Locations ?? scenario.Incentives?.List, scenario.Coverage?.Cities);

    private void Add(Scenario scenario)
    {
        if (_loaded.ContainsKey(KeyOf(scenario))) return;
        _loaded[KeyOf(scenario)] = new WorldInputs(
            TableOf(scenario.Network), CostsOf(scenario.Cryptography), scenario.Network.Internet?.Files is { } files ? TopologyOf(files) : null,
            ListsOf(scenario));
    }

    private static StudyLists? ListsOf(Scenario scenario)
    {
        if (scenario.Incentives?.List is { } demand) return new StudyLists(null, Coded(DemandListCode, () => DemandFile.Load(demand)), null);
        if (scenario.Coverage is not { } coverage) return null;
        return new StudyLists(
            coverage.Locations is { } locations ? Coded(LocationListCode, () => LocationsFile.Load(locations)) : null, null,
            coverage.Cities is { } cities ? Coded(LocationListCode, () => LocationsFile.LoadCities(cities)) : null);
    }

    /// <summary>What is wrong with the file has a code that `explain` knows.</summary>
    private static T Coded<T>(string code, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (InputFileException problem)
        {
            throw new InputFileException(problem.File, problem.Line, problem.Message, problem.Help, problem) { Code = code };
        }
    }

    private RttTable? TableOf(NetworkSpec network)
    {
        if (network.Rtt is not { } rtt) return null;
        if (!_tables.TryGetValue((rtt, network.Places), out RttTable? table))
            _tables[(rtt, network.Places)] = table = RttFile.Load(rtt, network.Places);
        return table;
    }

    private static RealTopology TopologyOf(InternetFiles files)
    {
        AsRelationships links = AsRelationshipFile.Load(files.Links);
        return new RealTopology(
            links.Links, links.Clique, PresenceFile.Load(files.Places),
            files.Exchanges is { } exchanges ? ExchangeMembersFile.Load(exchanges) : [],
            files.Organisations is { } owners ? AsOrganizationFile.Load(owners) : null);
    }

    private CryptographyCosts? CostsOf(CryptographySpec cryptography)
    {
        if (cryptography.Calibration is not { } path) return null;
        if (!_costs.TryGetValue(path, out CryptographyCosts? costs)) _costs[path] = costs = CalibrationFile.Load(path);
        return costs;
    }
}
