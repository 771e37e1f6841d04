using System;

namespace Fleek.Sim.Kernel;

/// <summary>An <see cref="Erlang"/> span of time. Lambda is a rate: its seconds are read as events per second.</summary>
public class ErlangTime : Distribution<TimeSpan>
{
    /// <exception cref="ArgumentException">A parameter is not above 0.</exception>
    public ErlangTime(int k, TimeSpan lambda)
    {
        K = Require.Positive(k);
        Lambda = Require.Positive(lambda);
    }

    /// <summary>How many are added.</summary>
    public int K { get; }

    /// <summary>The rate of each: so many seconds stand for so many events per second.</summary>
    public TimeSpan Lambda { get; }

    public TimeSpan Mean => Seconds.ToTimeSpan(K / Lambda.TotalSeconds);

    public TimeSpan StdDev => Seconds.ToTimeSpan(Math.Sqrt(K) / Lambda.TotalSeconds);

    /// <inheritdoc/>
    public override TimeSpan Sample(IRandom random) => Sample(random, K, Lambda);

    public static TimeSpan Sample(IRandom random, int k, TimeSpan lambda) =>
        Seconds.ToTimeSpan(Erlang.Sample(random, k, lambda.TotalSeconds));
}
