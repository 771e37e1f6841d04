using System.Diagnostics;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Runs.Control;
using Fleek.Sim.Live.Runs.Roles;

namespace Fleek.Sim.Live.Runs;

/// <summary>The conductor's own link to the ledger: by it the balances at the end are read, not by what roles say of them.</summary>
internal sealed class ConductorLink : IAsyncDisposable
{
    private const int AgreementLooks = 31;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IdentityKey _key = IdentityKey.Ephemeral();
    private ILedgerLink? _link;

    public string Key => $"{_key.Key}";

    public void Connect(IReadOnlyList<Peer> ledger) =>
        _link = LedgerLinks.Open(ledger, _key, Duration.Zero);

    /// <summary>Brings the stakes of nodes: the ledger pays nobody who has nothing to lose.</summary>
    /// <exception cref="LiveRunException">The ledger refuses one.</exception>
    public async Task StakeAsync(IEnumerable<string> nodes, Credits stake, CancellationToken cancel)
    {
        foreach (string node in nodes)
        {
            byte[] transaction = LedgerTransactions.Of(new Deposit(Keys.Parse(node), stake, IsStake: true));
            LedgerReceipt receipt = await _link!.SubmitAsync(transaction, cancel);
            if (receipt.Verdict.IsRefused) throw new LiveRunException($"the ledger refuses a stake: {receipt.Verdict.Refusal}", null);
        }
    }

    /// <summary>
    /// What the ledger takes until a transaction is final and this party hears of it: the median of some stakes of one base unit, one after
    /// the other, on a ledger with nothing else to do.
    /// </summary>
    public async Task<Duration> AgreementAsync(string node, CancellationToken cancel)
    {
        long[] nanoseconds = new long[AgreementLooks];
        for (int i = 0; i < AgreementLooks; i++)
        {
            long began = Stopwatch.GetTimestamp();
            await StakeAsync([node], new Credits(1), cancel);
            nanoseconds[i] = (long)Stopwatch.GetElapsedTime(began).TotalNanoseconds;
        }

        Array.Sort(nanoseconds);
        return new Duration(nanoseconds[AgreementLooks / 2]);
    }

    /// <summary>Signed balances of payers, by their users' ids, as a view that begins now shows them.</summary>
    public async Task<IReadOnlyDictionary<int, Credits>> BalancesAsync(IReadOnlyDictionary<int, string> payers, CancellationToken cancel)
    {
        Dictionary<PublicKey, int> users = payers.ToDictionary(payer => Keys.Parse(payer.Value), payer => payer.Key);
        Dictionary<int, Credits> balances = [];
        Task asking = AskAsync();
        while (balances.Count < users.Count)
        {
            LedgerNews news = await _link!.News.ReadAsync(cancel);
            if (news.Kind == LedgerNewsKind.Opened && users.TryGetValue(news.Payer, out int user)) balances[user] = news.Amount;
            else if (news.Kind == LedgerNewsKind.Entry && users.TryGetValue(news.Payer, out int changed) && balances.TryGetValue(changed, out Credits before))
                balances[changed] = before - news.Amount;
        }

        await asking;
        return balances;

        async Task AskAsync()
        {
            foreach (PublicKey payer in users.Keys) await _link!.WatchAsync(payer, cancel);
        }
    }

    /// <summary>Of every replica that answers now.</summary>
    public async Task<IReadOnlyList<LedgerStatus>> StatusAsync(CancellationToken cancel) => await _link!.StatusAsync(cancel);

    /// <summary>Where all replicas stand, once those that are behind have caught up: at one height, or as they are when time is over.</summary>
    public async Task<IReadOnlyList<LedgerStatus>> SettledStatusAsync(int replicas, CancellationToken cancel)
    {
        IReadOnlyList<LedgerStatus> last = [];
        for (int attempt = 0; attempt < 50; attempt++)
        {
            last = await _link!.StatusAsync(cancel);
            if (last.Count == replicas && last.Select(r => r.Height).Distinct().Count() == 1) return last;
            await Task.Delay(Pause, cancel);
        }

        return last;
    }

    public async ValueTask DisposeAsync()
    {
        if (_link is not null) await _link.DisposeAsync();
        _key.Dispose();
    }
}
