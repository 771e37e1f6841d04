using System;
using System.Buffers;
using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <content>
/// The whole state as bytes: constants, every table sorted by its keys, and the state hash of it all. Equal states have equal bytes. What
/// follows from the tables (sums, what falls due, which grants end when) is not written.
/// </content>
public sealed partial class ExchangeLedger
{
    private static ReadOnlySpan<byte> SnapshotMark => "fleek ledger / 1"u8;

    /// <summary>Writes what <see cref="TryRead"/> reads. Takes a time in proportion to the state.</summary>
    public void WriteSnapshot(IBufferWriter<byte> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        LedgerStateWriter writer = new(to);
        writer.Add(SnapshotMark);
        foreach (long constant in _settings.All()) writer.Add(constant);
        Walk(writer);
        writer.Add(StateHash());
    }

    /// <summary>
    /// A ledger that goes on where the one of a snapshot was. Bytes may be anything: what is no snapshot of this chain under these settings,
    /// in order and in balance, is refused.
    /// </summary>
    public static LedgerSnapshotError TryRead(
        ReadOnlySpan<byte> snapshot, in Hash256 chain, ISignatureVerifier verifier, LedgerSettings settings, out ExchangeLedger? ledger)
    {
        ledger = null;
        ExchangeLedger read = new(chain, verifier, settings);
        WireReader reader = new(snapshot);
        LedgerSnapshotError error = read.ReadHead(ref reader);
        if (error != LedgerSnapshotError.None) return error;
        try
        {
            read.ReadTables(ref reader);
            Hash256 hash = reader.Hash();
            error = reader.Finish() switch
            {
                FrameError.None => LedgerSnapshotError.None,
                FrameError.Truncated => LedgerSnapshotError.Truncated,
                FrameError.TrailingBytes => LedgerSnapshotError.TrailingBytes,
                _ => LedgerSnapshotError.FieldOutOfRange,
            };
            if (error != LedgerSnapshotError.None) return error;
            if (read.StateHash() != hash) return LedgerSnapshotError.WrongHash;
            read.SumUp();
            read.Audit();
        }
        catch (Exception e) when (e is InvariantViolationException or OverflowException)
        {
            return LedgerSnapshotError.NotConserved;
        }

        ledger = read;
        return LedgerSnapshotError.None;
    }

    private LedgerSnapshotError ReadHead(ref WireReader reader)
    {
        if (!reader.Take(SnapshotMark.Length).SequenceEqual(SnapshotMark)) return LedgerSnapshotError.NotASnapshot;
        foreach (long constant in _settings.All())
        {
            long read = reader.UInt63();
            if (reader.Error == FrameError.Truncated) return LedgerSnapshotError.Truncated;
            if (read != constant) return LedgerSnapshotError.WrongSettings;
        }

        Hash256 chain = reader.Hash();
        if (reader.Failed) return LedgerSnapshotError.Truncated;
        return chain == _chain ? LedgerSnapshotError.None : LedgerSnapshotError.WrongChain;
    }

    private void ReadTables(ref WireReader reader)
    {
        Height = reader.UInt63();
        if (Height > MaxHeight) reader.Fail();
        _paidIn = reader.UInt127();
        _withdrawn = reader.UInt127();
        _fees = reader.UInt127();
        _burned = reader.UInt127();
        _held = reader.UInt127();
        _earningsWithdrawn = reader.UInt127();
        _debits = reader.UInt127();
        _escrow = reader.UInt127();
        ReadAccounts(ref reader);
        ReadGrants(ref reader);
        ReadBooks(ref reader);
        ReadDisputes(ref reader);
        long equivocations = reader.UInt63();
        SessionUnit last = default;
        for (long i = 0; i < equivocations && !reader.Failed; i++)
        {
            SessionUnit session = ReadUnit(ref reader);
            InOrder(ref reader, HashOrder.Units, i, ref last, session);
            _equivocations.Add(session);
        }
    }

    private void ReadAccounts(ref WireReader reader)
    {
        long count = reader.UInt63();
        PublicKey last = default;
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            LedgerAccount account = new(reader.Key());
            InOrder(ref reader, HashOrder.Keys, i, ref last, account.Key);
            long isNode = reader.UInt63();
            if (isNode > 1) reader.Fail();
            account.IsNode = isNode == 1;
            account.Sequence = reader.UInt63();
            account.Balances.Due = reader.UInt63();
            account.Stakes.Due = reader.UInt63();
            account.Balance = reader.UInt127();
            account.Debt = reader.UInt127();
            account.Free = reader.UInt127();
            account.FeeOwed = reader.UInt127();
            account.Stake = reader.UInt127();
            account.Balances.Amount = reader.UInt127();
            account.Stakes.Amount = reader.UInt127();
            Await(ref reader, DueKind.Balance, account.Balances, account.Key);
            Await(ref reader, DueKind.Stake, account.Stakes, account.Key);
            if (!reader.Failed) _accounts.Add(account.Key, account);
        }
    }

    private void Await(ref WireReader reader, DueKind kind, in LedgerAccount.Leaving leaving, in PublicKey key)
    {
        if (leaving.Amount == 0 ? leaving.Due != 0 : leaving.Due <= Height) reader.Fail();
        else if (leaving.Amount != 0) _due.Add(new Due(leaving.Due, kind, key.Bytes));
    }

    private void ReadGrants(ref WireReader reader)
    {
        long count = reader.UInt63();
        Hash256 last = default;
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            Hash256 id = reader.Hash();
            InOrder(ref reader, HashOrder.Hashes, i, ref last, id);
            Grant terms = Grant.Read(ref reader);
            if (reader.Failed || !IsSound(terms) || terms.Chain != _chain || terms.Id() != id || Height >= FinalOf(terms.EpochTo))
            {
                reader.Fail();
                return;
            }

            GrantAccount grant = new(id, terms);
            Credits spent = reader.Amount();
            long nodes = reader.UInt63();
            PublicKey lastNode = default;
            for (long n = 0; n < nodes && !reader.Failed; n++)
            {
                PublicKey node = reader.Key();
                InOrder(ref reader, HashOrder.Keys, n, ref lastNode, node);
                Credits amount = reader.Amount();
                if (!reader.Failed) grant.Restore(node, amount);
            }

            if (grant.Spent != spent) reader.Fail();
            _grants.Add(id, grant);
            BookOf(terms.EpochTo).Ending.Add(id);
        }
    }

    private void ReadBooks(ref WireReader reader)
    {
        long count = reader.UInt63(), last = -1;
        // A grant that is kept keeps the book of its last epoch.
        if (count < _books.Count) reader.Fail();
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            long epoch = reader.UInt63();
            if (epoch <= last || Height >= FinalOf(epoch)) reader.Fail();
            last = epoch;
            if (!reader.Failed) ReadBook(ref reader, epoch, BookOf(epoch));
        }

        if (_books.Count != count) reader.Fail();
    }

    private static void ReadBook(ref WireReader reader, long epoch, EpochBook book)
    {
        long count = reader.UInt63();
        LaneKey last = default;
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            LaneKey key = ReadLaneKey(ref reader);
            if (key.Epoch != epoch) reader.Fail();
            InOrder(ref reader, HashOrder.Lanes, i, ref last, key);
            LaneAccount lane = new() { Claimed = reader.Amount(), Credited = reader.Amount(), Paid = reader.Amount() };
            ReadCuts(ref reader, lane);
            if (!reader.Failed) book.Lanes.Add(key, lane);
        }

        count = reader.UInt63();
        PublicKey lastNode = default;
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            PublicKey node = reader.Key();
            InOrder(ref reader, HashOrder.Keys, i, ref lastNode, node);
            Int128 earned = reader.UInt127();
            if (!reader.Failed) book.Earned.Add(node, earned);
        }

        count = reader.UInt63();
        SessionUnit lastUnit = default;
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            SessionUnit unit = ReadUnit(ref reader);
            InOrder(ref reader, HashOrder.Units, i, ref lastUnit, unit);
            book.Slashed.Add(unit);
        }
    }

    private static void ReadCuts(ref WireReader reader, LaneAccount lane)
    {
        long count = reader.UInt63();
        if (count > LaneAccount.MaxCuts) reader.Fail();
        Credits end = Credits.Zero;
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            LaneAccount.Cut cut = new(reader.Amount(), reader.Amount(), reader.Hash(), reader.UInt63(), reader.UInt63());
            if (cut.From < end || cut.To <= cut.From || cut.FirstUnit > cut.LastUnit || lane.Meets(cut)) reader.Fail();
            end = cut.To;
            lane.Add(cut);
        }
    }

    private void ReadDisputes(ref WireReader reader)
    {
        long count = reader.UInt63();
        Hash256 last = default;
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            Hash256 id = reader.Hash();
            InOrder(ref reader, HashOrder.Hashes, i, ref last, id);
            LaneKey lane = ReadLaneKey(ref reader);
            long firstUnit = reader.UInt63(), units = reader.UInt63();
            if (!Names(id, lane, firstUnit, units)) reader.Fail();
            PublicKey poster = reader.Key();
            Credits deposit = reader.Amount(), price = reader.Amount();
            long due = reader.UInt63(), high = reader.UInt63(), low = reader.UInt63();
            if (low > 1 || due <= Height || !_accounts.ContainsKey(poster) || reader.Failed)
            {
                reader.Fail();
                return;
            }

            Hash256[] commitments = new Hash256[units];
            for (int unit = 0; unit < commitments.Length; unit++) commitments[unit] = reader.Hash();
            ulong published = ((ulong)high << 1) | (ulong)low;
            if (units < 64 && published >> (int)units != 0) reader.Fail();
            _disputes.Add(id, new OpenDispute
            {
                Id = id,
                Lane = lane,
                Poster = poster,
                Deposit = deposit,
                UnitPrice = price,
                FirstUnit = firstUnit,
                Commitments = commitments,
                Due = due,
                Published = published,
            });
            _due.Add(new Due(due, DueKind.Dispute, id));
        }
    }

    /// <summary>Whether an id is that of a dispute over a part of a lane that was cut out for it.</summary>
    private bool Names(in Hash256 id, in LaneKey key, long firstUnit, long units)
    {
        if (units is < 1 or > HeaderEvidence.MaxHeaders || !_grants.ContainsKey(key.GrantId) || FindLane(key) is not { } lane) return false;
        foreach (ref readonly LaneAccount.Cut cut in lane.Cuts)
            if (cut.FirstUnit == firstUnit && cut.LastUnit - firstUnit == units - 1 && IdOf(key, cut) == id) return true;
        return false;
    }

    /// <summary>The running sums, which <see cref="Audit"/> then holds against everything else.</summary>
    private void SumUp()
    {
        _credits = _held;
        foreach (LedgerAccount account in _accounts.Values)
        {
            _balances += account.Balance;
            _credits += account.Free;
            _stakes += account.Stake;
        }

        foreach (EpochBook book in _books.Values)
            foreach (Int128 earned in book.Earned.Values) _credits += earned - FeeOf(earned);
    }

    private static SessionUnit ReadUnit(ref WireReader reader) => new(reader.Key(), reader.Hash(), reader.UInt63());

    private static LaneKey ReadLaneKey(ref WireReader reader)
    {
        Hash256 grant = reader.Hash();
        PublicKey node = reader.Key();
        long lane = reader.UInt63();
        if (lane > ushort.MaxValue) reader.Fail();
        return new LaneKey(grant, node, unchecked((int)lane), reader.UInt63());
    }

    /// <summary>Keys of a table rise: none comes twice, and a state has one snapshot.</summary>
    private static void InOrder<T>(ref WireReader reader, Comparer<T> order, long place, ref T last, in T key)
    {
        if (place > 0 && order.Compare(last, key) >= 0) reader.Fail();
        last = key;
    }
}
