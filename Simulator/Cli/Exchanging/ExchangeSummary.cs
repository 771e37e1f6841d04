using System.Globalization;
using System.Text.Json;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Content;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary>What `exchange` answers.</summary>
/// <param name="received">The hash of what the client got.</param>
/// <param name="hashing">What it took to make the file's hash tree, before the exchange.</param>
/// <param name="exchanging">The exchange itself: both sides, reading, writing and a second hash of what came.</param>
internal sealed class ExchangeSummary(
    ExchangeOrder order, ExchangeReport report, FileContent content, Hash256 received, TimeSpan hashing, TimeSpan exchanging)
{
    private readonly ExchangeSettlement _ledger = report.Settlement;

    /// <summary>Who ended the exchange and why, in one line.</summary>
    public string Refusal => report.Fault != ClientFault.None
        ? $"the client gave up: {ExchangeReasons.Of(report.Fault)}"
        : report.Refusal != RefuseReason.None ? $"the node refused: {ExchangeReasons.Of(report.Refusal)}" : "the exchange stood still";

    public IEnumerable<string> Lines()
    {
        ExchangeTerms terms = order.Terms;
        yield return $"{order.File}: {Count(report.Bytes)} of {Count(content.Length)} bytes, "
            + $"{Count(report.Chunks)} of {Count(content.Tree.Blocks, "chunk")}";
        if (report.IsWhole) yield return $"hash     {received}  of what was received, as asked for";
        yield return $"clock    {Seconds(exchanging)} s, {Rate(report.Bytes, exchanging.TotalSeconds)}; hashed before in {Seconds(hashing)} s";
        yield return $"link     {Link()}; {Count(report.FramesDown, "frame")} down, {Count(report.FramesUp)} up, "
            + $"{Count(report.Retransmissions)} sent again";
        yield return $"paid     {Count(report.PaidChunks, "chunk")} in {Count(report.Payments, "ticket")}: {report.Paid}";
        if (report.OwedChunks > 0) yield return $"owed     {Count(report.OwedChunks, "chunk")} paid and not received";
        yield return $"settled  {Count(_ledger.SettledChunks, "chunk")} in {Count(_ledger.Redeems, "redeem")}: {_ledger.Earned}";
        yield return $"ledger   {_ledger.Deposited} deposited = {_ledger.Left - _ledger.Refunded} left + {_ledger.Earned} earned";
        if (_ledger.Slashed > Credits.Zero)
            yield return $"dispute  upheld: {Count(report.RefundedChunks, "chunk")} not paid for in the end; the node lost "
                + $"{_ledger.Slashed} of its stake, of which the payer got {_ledger.Refunded}";
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            file = order.File,
            hash = report.IsWhole ? received.ToString() : null,
            bytes = report.Bytes,
            chunks = report.Chunks,
            file_bytes = content.Length,
            file_chunks = content.Tree.Blocks,
            mode = ExchangeWords.Of(order.Terms.Mode),
            tickets = ExchangeWords.Of(order.Terms.Tickets),
            window = order.Terms.Window,
            price_units = order.Terms.Price.Units,
            seed = order.Seed,
            seconds = Math.Round(exchanging.TotalSeconds, 6),
            hash_seconds = Math.Round(hashing.TotalSeconds, 6),
            link_seconds = report.LinkTime.Nanoseconds / 1_000_000_000m,
            payments = report.Payments,
            paid_chunks = report.PaidChunks,
            owed_chunks = report.OwedChunks,
            refunded_chunks = report.RefundedChunks,
            settled_chunks = _ledger.SettledChunks,
            redeems = _ledger.Redeems,
            refused = report.Refusal == RefuseReason.None ? null : report.Refusal.ToString(),
            fault = report.Fault == ClientFault.None ? null : report.Fault.ToString(),
            frames_down = report.FramesDown,
            frames_up = report.FramesUp,
            wire_bytes_down = report.WireBytesDown,
            wire_bytes_up = report.WireBytesUp,
            retransmissions = report.Retransmissions,
            deposited_units = _ledger.Deposited.Units,
            left_units = _ledger.Left.Units,
            earned_units = _ledger.Earned.Units,
            slashed_units = _ledger.Slashed.Units,
            refunded_units = _ledger.Refunded.Units,
        },
        JsonText.Options);

    private string Link() => report.LinkTime > Duration.Zero
        ? $"{NumberText.Of(report.LinkTime.Seconds)} s, {Rate(report.Bytes, report.LinkTime.Seconds)}"
        : "no delay, no limit";

    private static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Count(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => NumberText.Of(time.TotalSeconds);

    private static string Rate(long bytes, double seconds) =>
        $"{NumberText.Of(bytes * 8 / seconds / 1e9)} Gbit/s";
}
