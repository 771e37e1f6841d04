using System;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>What the client can show the ledger: of keys that did not come (D1), of plain text that is not the block (D2).</summary>
public sealed partial class ClientEndpoint
{
    /// <summary>The key that gave <see cref="ClientFault.WrongPlaintext"/>.</summary>
    public Hash256 WrongedKey { get; private set; }

    /// <summary>
    /// Evidence of the oldest units that are paid and not usable, as many as one dispute may name; false if there are none, or payments
    /// are of a mode that leaves none.
    /// </summary>
    /// <param name="headers">Room for <see cref="HeaderEvidence.MaxHeaders"/> encoded headers.</param>
    public bool TryEvidence(Span<byte> headers, out HeaderEvidence evidence) =>
        _wronged is { } wronged ? TryEvidence(wronged, single: true, headers, out evidence)
        : _owed.Count > 0 ? TryEvidence(_owed[0], single: false, headers, out evidence)
        : _chunks.TryPeek(out ClientChunk? late) && late.Unit <= _paid && _options.Mode == ExchangeMode.Encrypted
            ? TryEvidence(late, single: false, headers, out evidence)
            : None(out evidence);

    /// <summary>
    /// Evidence of plain text that is not the block, after <see cref="ClientFault.WrongPlaintext"/> in encrypted mode: the first group of
    /// it that is wrong. Its poster signs it.
    /// </summary>
    /// <param name="headers">Room for <see cref="HeaderEvidence.MaxHeaders"/> encoded headers.</param>
    /// <param name="siblings">
    /// Room for <see cref="GroupTree.MaxPathBytes"/> and <see cref="WrongPlaintext.MaxPath"/> hashes.
    /// </param>
    public bool TryWrongPlaintext(Span<byte> headers, Span<byte> siblings, out WrongPlaintext evidence)
    {
        evidence = default;
        if (_wronged is not { } chunk || !TryEvidence(chunk, single: true, headers, out HeaderEvidence said)) return false;
        ReadOnlySpan<byte> sent = chunk.Bytes.AsSpan(0, chunk.Header.Bytes);
        Span<Hash256> demanded = stackalloc Hash256[GroupTree.MaxGroups];
        ReadOnlySpan<byte> tree = chunk.Tree.AsSpan(0, chunk.TreeLength);
        bool isTree = GroupTree.TryRead(tree, sent.Length, chunk.Leaf, chunk.IsOnlyBlock, demanded);
        Invariant.Require(isTree, "client: a tree that was checked is none");
        int group = FirstWrong(chunk, sent, demanded);

        Span<byte> ciphertextTree = stackalloc byte[GroupTree.MaxBytes];
        int treeLength = GroupTree.Write(sent, 0, only: true, ciphertextTree, out _);
        int besides = GroupTree.WritePath(ciphertextTree[..treeLength], sent.Length, group, siblings);
        Span<byte> path = siblings[besides..];
        int length = GroupTree.WritePath(tree, sent.Length, group, path);
        foreach (ref readonly Hash256 sibling in chunk.Path.AsSpan(0, chunk.PathLength))
        {
            sibling.CopyTo(path[length..]);
            length += Hash256.Length;
        }

        evidence = new WrongPlaintext
        {
            Evidence = said,
            Key = WrongedKey,
            Group = group,
            Ciphertext = GroupOf(sent, group),
            CiphertextSiblings = siblings[..besides],
            Demanded = demanded[group],
            Siblings = path[..length],
        };
        return true;
    }

    /// <summary>
    /// A dispute made the key of a paid unit public: the block is delivered as if KEYRES had brought it, or shown to be wrong, which is to be
    /// taken to the ledger before the next key comes. In any state of the connection; false if the unit is not owed, or has another key.
    /// </summary>
    public bool OnKeyPublished(Instant now, Hash256 session, long unit, in Hash256 key, EndpointOutbox outbox)
    {
        Begin(outbox);
        if (_owed.Find(owed => owed.Session == session && owed.Unit == unit) is not { } chunk
            || ChunkKeys.Commitment(key) != chunk.Header.KeyCommitment) return false;
        ClientFault fault = OnKeyResponse(now, new KeyResponseFrame(session, unit, key), outbox);
        if (fault != ClientFault.None) Stop(fault, outbox);
        return true;
    }

    /// <summary>
    /// The ledger gave the price of units back, after a key that was not published or a plain text that was wrong: they are owed no more, and
    /// the application has to want their blocks again. Returns how many were owed. Those of a live session are not among them: who
    /// disputes has left.
    /// </summary>
    public int OnRefunded(Hash256 session, long firstUnit, long lastUnit, EndpointOutbox outbox)
    {
        Begin(outbox);
        int settled = 0;
        for (int i = _owed.Count - 1; i >= 0; i--)
        {
            ClientChunk chunk = _owed[i];
            if (chunk.Session != session || chunk.Unit < firstUnit || chunk.Unit > lastUnit) continue;
            _owed.RemoveAt(i);
            chunk.Ticket = default;
            _witnesses.Add(chunk);
            if (_wronged == chunk) _wronged = null;
            settled++;
        }

        ForgetWitnesses();
        return settled;
    }

    /// <summary>The first group whose plain text, under the key that came, is not what the content has there.</summary>
    private int FirstWrong(ClientChunk chunk, ReadOnlySpan<byte> sent, ReadOnlySpan<Hash256> demanded)
    {
        Span<byte> plain = stackalloc byte[GroupTree.GroupBytes];
        int groups = GroupTree.Groups(sent.Length);
        for (int group = 0; group < groups; group++)
        {
            ReadOnlySpan<byte> part = GroupOf(sent, group);
            ChunkCipher.Apply(WrongedKey, part, plain, group * GroupTree.GroupBytes);
            ulong firstChunk = ContentBlock.FirstChunk(chunk.Header.Block) + ((ulong)group * GroupTree.GroupBytes / Blake3Tree.ChunkLength);
            Hash256 hash = groups == 1 ? ContentBlock.Leaf(plain[..part.Length], chunk.Header.Block, chunk.IsOnlyBlock)
                : Blake3Tree.ChainingValue(plain[..part.Length], firstChunk);
            if (hash != demanded[group]) return group;
        }

        Invariant.Break("client: a block is wrong and none of its groups is");
        return 0;
    }

    private static ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> block, int group)
    {
        int at = group * GroupTree.GroupBytes;
        return block.Slice(at, Math.Min(GroupTree.GroupBytes, block.Length - at));
    }

    private static bool None(out HeaderEvidence evidence)
    {
        evidence = default;
        return false;
    }

    private bool TryEvidence(ClientChunk first, bool single, Span<byte> headers, out HeaderEvidence evidence)
    {
        evidence = default;
        WireWriter writer = new(headers);
        ClientChunk last = first, end = first;
        for (ClientChunk? chunk = first; chunk is not null; chunk = KeptOf(chunk.Session, chunk.Unit + 1))
        {
            if (writer.Length + ChunkHeader.Length > headers.Length) break;
            chunk.Header.Write(ref writer);
            end = chunk;
            bool same = chunk.Ticket != default && chunk.Anchor == first.Anchor;
            if (!single && same && last.Unit == chunk.Unit - 1) last = chunk;
            if (chunk.IsSigned && (single || !same || last.Unit == chunk.Unit)) break;
        }

        if (!end.IsSigned) return false;
        evidence = new HeaderEvidence
        {
            Anchor = first.Anchor,
            FirstUnit = first.Unit,
            LastUnit = last.Unit,
            Ticket = last.Ticket,
            HeadBefore = first.HeadBefore,
            Headers = writer.Written,
            Signature = end.Signature,
            Path = new ScopePath(_options.ScopeTurns, _options.ScopeSiblings.Span),
        };
        return true;
    }

    /// <summary>A chunk that is not delivered, or is kept because a signature over others stands on it.</summary>
    private ClientChunk? KeptOf(Hash256 session, long unit)
    {
        foreach (ClientChunk chunk in _owed)
            if (chunk.Session == session && chunk.Unit == unit) return chunk;
        foreach (ClientChunk chunk in _witnesses)
            if (chunk.Session == session && chunk.Unit == unit) return chunk;
        foreach (ClientChunk chunk in _chunks)
            if (chunk.Session == session && chunk.Unit == unit) return chunk;
        return null;
    }

    /// <summary>
    /// A chunk that is owed no more: what it says is kept as long as a signature that answers for earlier ones stands on it. A node that
    /// gave the key of the last alone would else take the evidence of the others away.
    /// </summary>
    private void Witness(ClientChunk chunk)
    {
        if (Planted.Is(ProtocolBug.WitnessForgotten)) return;
        if (!_owed.Exists(owed => owed.Session == chunk.Session && owed.Unit < chunk.Unit)) return;
        ClientChunk witness = _free.TryPop(out ClientChunk? used) ? used : new ClientChunk();
        witness.Session = chunk.Session;
        witness.Header = chunk.Header;
        witness.HeadBefore = chunk.HeadBefore;
        witness.IsSigned = chunk.IsSigned;
        witness.Signature = chunk.Signature;
        witness.Ticket = default;
        _witnesses.Add(witness);
    }

    private void ForgetWitnesses()
    {
        for (int i = _witnesses.Count - 1; i >= 0; i--)
        {
            ClientChunk witness = _witnesses[i];
            if (_owed.Exists(owed => owed.Session == witness.Session && owed.Unit < witness.Unit)) continue;
            _witnesses.RemoveAt(i);
            _free.Push(witness);
        }
    }
}
