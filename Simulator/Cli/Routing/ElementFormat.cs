namespace Fleek.Sim.Cli.Routing;

/// <summary>How elements are printed.</summary>
internal enum ElementFormat
{
    Bgpdump,
    Csv,
    Json,
}
