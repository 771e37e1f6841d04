using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Ledgers;

namespace Fleek.Tests.Live.Conformance;

/// <summary>A lane of a play, and what it delivered.</summary>
internal abstract class ArmLane(FrameTape tape)
{
    private readonly Lock _gate = new();
    private readonly List<string> _blocks = [];

    public FrameTape Tape { get; } = tape;

    /// <summary>Blocks, in the order in which they were delivered.</summary>
    public IReadOnlyList<string> Blocks
    {
        get
        {
            lock (_gate) return [.. _blocks];
        }
    }

    public int Delivered
    {
        get
        {
            lock (_gate) return _blocks.Count;
        }
    }

    public long PaidUnits => Read(client => client.Cumulative.Units);

    public long Outstanding => Read(client => client.Outstanding);

    public RefuseReason Refusal => Read(client => client.Refusal);

    public ClientFault Fault => Read(client => client.Fault);

    /// <summary>How it ended, or running.</summary>
    public abstract string End { get; }

    public bool HasEnded => End != "Running";

    public abstract T Read<T>(Func<ClientEndpoint, T> look);

    public void Fetch(ArmContent content, long first, long count) => Fetch(content.Id, content.Blocks, first, count);

    public abstract void Fetch(Hash256 content, long contentBlocks, long first, long count);

    public abstract void Finish();

    /// <summary>Breaks the connection, as a network does.</summary>
    public abstract void Cut();

    /// <summary>What was delivered must be what the content has.</summary>
    public void Take(Hash256 content, long block, ReadOnlySpan<byte> plain)
    {
        ArmContent of = content == ExchangeArm.Large.Id ? ExchangeArm.Large : ExchangeArm.Small;
        bool same = of.Id == content && plain.SequenceEqual(of.Block((int)block));
        lock (_gate) _blocks.Add($"{(of == ExchangeArm.Large ? "large" : "small")}:{block}{(same ? "" : " WRONG")}");
    }

    /// <summary>
    /// The client's evidence of a block that is wrong (D2), or else of a key that did not come (D1), as a transaction of its payer.
    /// </summary>
    public byte[] Evidence(ArmUser user, long sequence) => Read(client =>
    {
        byte[] headers = new byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        byte[] siblings = new byte[GroupTree.MaxPathBytes + (WrongPlaintext.MaxPath * Hash256.Length)];
        if (client.TryWrongPlaintext(headers, siblings, out WrongPlaintext wrong))
            return LedgerTransactions.Of(wrong.Sign(user.Payer, ExchangeArm.Chain, sequence));
        Assert.True(client.TryEvidence(headers, out HeaderEvidence owed), "the client has no evidence");
        return LedgerTransactions.Of(KeyWithheld.Sign(user.Payer, ExchangeArm.Chain, sequence, owed));
    });
}
