using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// Network coordinates: points of a plane, each with a height above it, moved by measured round trips until their distances predict
/// those that were not measured. The plane stands for the core of the network, heights for the access lines. Dabek, Cox, Kaashoek,
/// Morris, "Vivaldi: a decentralized network coordinate system", SIGCOMM 2004: adaptive time step (figure 3), heights (section 5.4).
/// </summary>
public sealed class VivaldiSpace
{
    /// <summary>The paper's c_c and c_e: how far one sample moves a point, and its error.</summary>
    public const double StepShare = 0.25, ErrorShare = 0.25;

    /// <summary>Least height in milliseconds: heights stay positive.</summary>
    public const double LeastHeightMs = 0.1;

    private readonly Point[] _points;
    private readonly bool _heights;
    private readonly ulong _seed;

    /// <summary>All points begin at the origin, with the largest error.</summary>
    /// <param name="count">How many points.</param>
    /// <param name="seed">Of the directions in which points that coincide are pushed apart.</param>
    /// <param name="heights">Without heights it is the plane alone.</param>
    public VivaldiSpace(int count, ulong seed, bool heights = true)
    {
        _points = new Point[count];
        _heights = heights;
        _seed = seed;
        Array.Fill(_points, new Point { Error = 1, Height = heights ? LeastHeightMs : 0 });
    }

    public int Count => _points.Length;

    /// <summary>The point's own estimate of its relative error: 1 at first, small where its samples agree.</summary>
    public double ErrorOf(int point) => _points[point].Error;

    /// <summary>What the coordinates predict for the round trip, in milliseconds.</summary>
    public double RttMs(int a, int b) => a == b ? 0 : Distance(_points[a], _points[b]);

    /// <summary>Moves one point by a round trip that it measured; the other one stays.</summary>
    /// <param name="point">Which point moves.</param>
    /// <param name="other">To which it measured.</param>
    /// <param name="rttMs">The sample; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sample is not a positive number.</exception>
    public void Update(int point, int other, double rttMs)
    {
        if (!(rttMs > 0) || double.IsInfinity(rttMs)) throw new ArgumentOutOfRangeException(nameof(rttMs), rttMs, "a round trip is positive");
        if (point == other) return;
        ref Point own = ref _points[point];
        Point far = _points[other];
        double distance = Distance(own, far);
        double weight = own.Error + far.Error > 0 ? own.Error / (own.Error + far.Error) : 0.5;
        double sampleError = Math.Abs(distance - rttMs) / rttMs;
        double adapt = ErrorShare * weight;
        own.Error = Math.Min(1, (sampleError * adapt) + (own.Error * (1 - adapt)));

        double push = StepShare * weight * (rttMs - distance);
        double x = own.X - far.X, y = own.Y - far.Y;
        if (x == 0 && y == 0)
        {
            RandomStream random = new(_seed, StreamPurpose.Coordinates, ((long)point << 20) + other, own.Pushes++);
            (x, y) = (random.NextNormal(), random.NextNormal());
            double length = Math.Sqrt((x * x) + (y * y));
            own.X += push * x / length;
            own.Y += push * y / length;
            return;
        }

        // Along the unit vector of [x, h] - [y, k] = [x - y, h + k].
        own.X += push * x / distance;
        own.Y += push * y / distance;
        if (_heights) own.Height = Math.Max(LeastHeightMs, own.Height + (push * (own.Height + far.Height) / distance));
    }

    private static double Distance(in Point a, in Point b)
    {
        double x = a.X - b.X, y = a.Y - b.Y;
        return Math.Sqrt((x * x) + (y * y)) + a.Height + b.Height;
    }

    private struct Point
    {
        public double X, Y, Height, Error;
        public int Pushes;
    }
}
