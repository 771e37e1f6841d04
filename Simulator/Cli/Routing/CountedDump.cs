using Fleek.Sim.Adapters.Routing;

namespace Fleek.Sim.Cli.Routing;

/// <summary>A file and what it holds.</summary>
internal sealed record CountedDump(string File, MrtReading Reading, DumpCounter Counter);
