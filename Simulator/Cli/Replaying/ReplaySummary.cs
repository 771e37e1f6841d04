using System.Globalization;
using System.Text.Json;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Replaying;

/// <summary>How things stand where a replay stopped.</summary>
/// <param name="shown">Events of the trace that passed the filters.</param>
internal sealed class ReplaySummary(Plan plan, ReplayOrder order, RunState state, long shown, long effects)
{
    private readonly Credits _price = plan.Cells[0].Scenario.Payments.Price;

    private IReadOnlyList<AccountState> Accounts => order.User is { } user ? [state.Accounts[user]] : state.Accounts;

    public IEnumerable<string> Lines()
    {
        string end = state.Settled
            ? $"settled at {Seconds(state.At)} s"
            : $"CUT at {Seconds(order.Until)} s: {state.Pending} events were still to come, nothing is settled";
        yield return $"{plan.Name}  seed {plan.Seeds[0]}  {end}";
        string soFar = state.Settled ? "" : " so far";
        yield return $"{shown} shown; {state.Events} events run, {effects} effects, trace hash {state.TraceHash:x16}{soFar}";
        string whose = order.User is { } user ? $"user {user}" : Accounts.Count == 1 ? "1 account" : $"{Accounts.Count} accounts";
        string below = order.User is null ? $"; {Accounts.Count(a => a.Ledger - a.Unseen < Credits.Zero)} below zero" : "";
        yield return $"{whose}: {Chunks(OnLedger())} chunks on the ledger, {Chunks(Unseen())} paid and not yet there, "
            + $"{Chunks(OnLedger() - Unseen())} left{below}";
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            scenario = plan.Name,
            cell = plan.Cells[0].Id,
            seed = plan.Seeds[0],
            from_s = order.From.Nanoseconds / 1_000_000_000m,
            until_s = order.Until == Instant.Never ? (decimal?)null : order.Until.Nanoseconds / 1_000_000_000m,
            user = order.User,
            node = order.Node,
            settled = state.Settled,
            last_event_s = state.At.Nanoseconds / 1_000_000_000m,
            events = state.Events,
            pending = state.Pending,
            effects,
            trace_hash = $"{state.TraceHash:x16}",
            accounts = Accounts.Count,
            ledger_chunks = OnLedger() / _price.Units,
            unseen_chunks = Unseen() / _price.Units,
            below_zero = Accounts.Count(a => a.Ledger - a.Unseen < Credits.Zero),
        },
        JsonText.Options);

    private decimal OnLedger() => Accounts.Sum(a => (decimal)a.Ledger.Units);

    private decimal Unseen() => Accounts.Sum(a => (decimal)a.Unseen.Units);

    private string Chunks(decimal units) => (units / _price.Units).ToString("0.############", CultureInfo.InvariantCulture);

    private static string Seconds(Instant at) =>
        (at.Nanoseconds / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture);
}
