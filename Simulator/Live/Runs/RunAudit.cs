using System.Data.Common;
using Fleek.Core.Content;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Audit;

namespace Fleek.Sim.Live.Runs;

/// <summary>The conductor's look at what replicas have recorded of a run's settlements.</summary>
/// <param name="connection">A connection string. A secret, which no message of this class holds.</param>
internal sealed class RunAudit(string connection, LiveTerms terms)
{
    private const string CheckName = "credited-is-recorded";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks whether the database answers, before anything starts.</summary>
    /// <exception cref="LiveRunException">It does not, or that is no connection string.</exception>
    public async Task ProbeAsync(CancellationToken cancel)
    {
        await using AuditReader reader = Open();
        try
        {
            await reader.ProbeAsync(cancel);
        }
        catch (Exception problem) when (problem is DbException or IOException or TimeoutException)
        {
            throw new LiveRunException($"the audit's database does not answer: {problem.Message}", "see whether it runs, and who may connect", problem);
        }
    }

    /// <summary>Waits until a replica has recorded everything up to where the ledger stands, and compares it with what was credited.</summary>
    public async Task<(AuditSummary? Summary, ExactCheck Check)> CompareAsync(IReadOnlyList<LedgerStatus> replicas, CancellationToken cancel)
    {
        LedgerStatus last = replicas.MaxBy(replica => replica.Height)!;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        await using AuditReader reader = Open();
        AuditSummary? summary = null;
        try
        {
            while ((summary = await reader.ReadAsync(limit.Token)).Height < last.Height) await Task.Delay(Pause, limit.Token);
            return (summary, Compare(summary, last));
        }
        catch (Exception problem) when (problem is DbException or IOException or TimeoutException)
        {
            return (summary, new ExactCheck(CheckName, false, $"the database does not answer: {problem.Message}"));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (summary, new ExactCheck(CheckName, false, $"no replica has recorded height {last.Height}; the database is at {summary?.Height ?? 0}"));
        }
    }

    private static ExactCheck Compare(AuditSummary summary, LedgerStatus last)
    {
        Int128 credited = last.NodeCredits + last.Debts;
        bool holds = summary.CreditedUnits == credited && summary.PaidUnits == last.NodeCredits;
        return new ExactCheck(CheckName, holds, holds
            ? $"{summary.Rows} redemptions in the database come to the {credited} base units that were credited"
            : $"{summary.Rows} redemptions in the database come to {summary.CreditedUnits} base units, {summary.PaidUnits} of them paid; "
                + $"the ledger credited {credited}, and {last.NodeCredits} of them are paid");
    }

    private AuditReader Open()
    {
        try
        {
            return new AuditReader(connection, Blake3.Hash(Convert.FromHexString(terms.RunId)));
        }
        catch (ArgumentException)
        {
            // What the driver says of it may hold a part of it.
            throw new LiveRunException("what --audit says is no connection string of PostgreSQL", "as 'Host=localhost;Database=audit;Username=fleek'");
        }
    }
}
