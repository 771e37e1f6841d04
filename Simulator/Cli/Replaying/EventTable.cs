using System.Globalization;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Replaying;

/// <summary>Events as a table that is written while they happen: the columns' widths follow from the scenario, not from the rows.</summary>
internal sealed class EventTable : ITraceSink
{
    private const int ChunkWidth = 7;
    private readonly Terminal _terminal;
    private readonly Credits _price;
    private readonly int _timeWidth, _userWidth, _nodeWidth;

    /// <param name="until">No event is later; or never.</param>
    public EventTable(Terminal terminal, Scenario scenario, Instant until)
    {
        _terminal = terminal;
        _price = scenario.Payments.Price;
        long last = Math.Min(until.Nanoseconds, (scenario.Duration + scenario.Ledger.Lag).Nanoseconds);
        _timeWidth = Math.Max("t_s".Length, Seconds(new Instant(last)).Length);
        _userWidth = Width("user", scenario.Users.Count);
        _nodeWidth = Width("node", scenario.Nodes);
        Line("t_s", "event", "user", "node", "chunk", "amount_chunks");
    }

    public void Record(in TraceEvent e) => Line(
        Seconds(e.At),
        TraceEventNames.Of(e.Kind),
        $"{e.User.Value}",
        e.Node is { } node ? $"{node.Value}" : "-",
        e.Number > 0 ? $"{e.Number}" : "-",
        TraceEventNames.HasAmount(e.Kind) ? Amount(e.Amount) : "-");

    private string Amount(Credits amount) =>
        ((decimal)amount.Units / _price.Units).ToString("0.############", CultureInfo.InvariantCulture);

    private void Line(string time, string name, string user, string node, string chunk, string amount) => _terminal.Answer(
        $"{time.PadLeft(_timeWidth)}  {name,-7}  {user.PadLeft(_userWidth)}  {node.PadLeft(_nodeWidth)}  "
        + $"{chunk.PadLeft(ChunkWidth)}  {amount}");

    private static string Seconds(Instant at) => $"{at.Nanoseconds / 1_000_000_000m:0.000000000}";

    private static int Width(string header, int count) => Math.Max(header.Length, $"{count - 1}".Length);
}
