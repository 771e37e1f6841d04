// The kernel itself reads no clock and knows no thread; this folder is where it touches the outside, see docs/kernel.md.
#pragma warning disable RS0030 // Console: where a model logs to unless it is told otherwise.

using System;
using System.IO;

namespace Fleek.Sim.Kernel;

/// <summary>The default of <see cref="Simulation.Logger"/>: the console, looked up when something is logged.</summary>
internal static class ConsoleLog
{
    public static TextWriter Writer => Console.Out;
}
