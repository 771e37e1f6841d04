namespace Fleek.Sim.Cli.Routing;

/// <summary>How the origins of addresses are printed.</summary>
internal enum LookupFormat
{
    Text,
    Csv,
    Json,
}
