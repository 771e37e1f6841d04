using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Mrt;

/// <summary>
/// Reads MRT dumps (RFC 6396, 6397, 8050, and the forms before them) from bytes as they come, and hands each element to a sink.
/// It keeps the peer table and nothing of what went by: an element costs no allocation. Bytes may be anything: what cannot be
/// read is skipped and counted with its offset, and nothing throws.
/// </summary>
public sealed partial class MrtReader
{
    /// <summary>Longest record that is read; a longer one is skipped without being held.</summary>
    public const int LargestBodyBytes = 16 << 20;

    private readonly IRouteSink _sink;
    private readonly MrtReaderOptions _options;
    private readonly PathAttributeReader _attributes = new();
    private readonly List<MrtPeer> _peers = [];
    private long _offset;
    private int _tables;
    private long _skipping;
    private long _skippingFrom;

    /// <param name="options">How to read; the default if null.</param>
    public MrtReader(IRouteSink sink, MrtReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sink = sink;
        _options = options ?? MrtReaderOptions.Default;
    }

    public MrtStatistics Statistics { get; } = new();

    /// <summary>The peer table of the RIB that is being read; empty in files of updates.</summary>
    public IReadOnlyList<MrtPeer> Peers => _peers;

    /// <summary>How many bytes from the first unread one the next call of <see cref="Read(ReadOnlySpan{byte})"/> must be given at least.</summary>
    public int NeededBytes { get; private set; } = MrtHeader.Bytes;

    /// <summary>Bytes of the decompressed file that are read.</summary>
    public long Offset => _offset;

    /// <summary>Reads all records that are whole.</summary>
    /// <param name="data">What follows on the bytes that earlier calls consumed.</param>
    /// <returns>How many bytes were consumed; the rest must be given again with more behind it.</returns>
    public int Read(ReadOnlySpan<byte> data) => Read(data, last: false);

    /// <summary>Reads what is left at the file's end, and notes whether a record is cut there.</summary>
    /// <param name="rest">What <see cref="Read(ReadOnlySpan{byte})"/> did not consume.</param>
    public void Finish(ReadOnlySpan<byte> rest)
    {
        int consumed = Read(rest, last: true);
        Statistics.IsTorn = consumed < rest.Length || _skipping > 0;
        Statistics.TornAt = _skipping > 0 ? _skippingFrom : _offset;
    }

    private int Read(ReadOnlySpan<byte> data, bool last)
    {
        int at = 0;
        while (at < data.Length)
        {
            if (_skipping > 0)
            {
                int skipped = (int)Math.Min(_skipping, data.Length - at);
                _skipping -= skipped;
                at += skipped;
                _offset += skipped;
                if (_skipping == 0) Statistics.Records++;
                continue;
            }

            int bytes = TryRecord(data[at..], last);
            if (bytes == 0) return at;
            at += bytes;
            _offset += bytes;
        }

        NeededBytes = MrtHeader.Bytes;
        return at;
    }

    /// <summary>One record from the first byte on.</summary>
    /// <returns>Its bytes; 0 if more are needed.</returns>
    private int TryRecord(ReadOnlySpan<byte> data, bool last)
    {
        NeededBytes = MrtHeader.Bytes;
        if (data.Length < MrtHeader.Bytes) return 0;
        MrtHeader record = new(
            _offset,
            BinaryPrimitives.ReadUInt32BigEndian(data),
            0,
            (MrtType)BinaryPrimitives.ReadUInt16BigEndian(data[4..]),
            BinaryPrimitives.ReadUInt16BigEndian(data[6..]));
        uint length = BinaryPrimitives.ReadUInt32BigEndian(data[8..]);
        if (length > LargestBodyBytes)
        {
            Statistics.Count(record, SkipReason.TooLong);
            _skipping = length;
            _skippingFrom = _offset;
            return MrtHeader.Bytes;
        }

        int body = (int)length;
        if (record.Type == MrtType.TableDump)
            body = TableDumpLayout.Of(record.Subtype).BodyBytes(data[MrtHeader.Bytes..], body, last);
        NeededBytes = MrtHeader.Bytes + body;
        if (data.Length < NeededBytes) return 0;
        Take(record, data.Slice(MrtHeader.Bytes, body));
        Statistics.Records++;
        return MrtHeader.Bytes + body;
    }

    private void Take(in MrtHeader record, ReadOnlySpan<byte> body)
    {
        switch (record.Type)
        {
            case MrtType.TableDump:
                TableDump(record, body);
                break;
            case MrtType.TableDumpV2:
                TableDumpV2(record, body);
                break;
            case MrtType.Bgp4Mp:
                Bgp4Mp(record, body);
                break;
            case MrtType.Bgp4MpEt when body.Length >= sizeof(uint):
                Bgp4Mp(record with { Microseconds = BinaryPrimitives.ReadUInt32BigEndian(body) }, body[sizeof(uint)..]);
                break;
            case MrtType.Bgp4MpEt:
                Skip(record, SkipReason.CutRecord);
                break;
            case MrtType.Bgp:
                Bgp(record, body, IpFamily.IPv4);
                break;
            case MrtType.Bgp4Plus or MrtType.Bgp4Plus01:
                Bgp(record, body, IpFamily.IPv6);
                break;
            case <= MrtType.PeerDown:
                Statistics.WithoutRoutes++;
                break;
            default:
                Skip(record, SkipReason.UnknownType);
                break;
        }
    }

    private void Give(in RouteElement element, in PathAttributes attributes)
    {
        Statistics.Count(element.Kind);
        _sink.Take(element, attributes);
    }

    private void Skip(in MrtHeader record, SkipReason reason) => Statistics.Count(record, reason);

    private void ReadAttributes(in MrtHeader record, ReadOnlySpan<byte> bytes, int asnBytes, out PathAttributes attributes)
    {
        if (!_attributes.Read(bytes, asnBytes, out attributes)) Skip(record, SkipReason.CutAttributes);
        if (!attributes.IsPathWellFormed) Skip(record, SkipReason.BadPath);
    }
}
