using System;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    private const long NanosecondsPerTick = 100;

    /// <summary>The date when the clock starts; 1970-01-01 unless given.</summary>
    public DateTime StartDate { get; protected set; }

    /// <summary>The time that has passed since the start, in nanoseconds: the clock itself.</summary>
    public virtual long NowNanoseconds => _loop.Now;

    /// <summary>The clock as a date, rounded down to 100 ns.</summary>
    public virtual DateTime Now => ToDate(NowNanoseconds);

    /// <summary>The time that has passed since the start, in default steps.</summary>
    public double NowD => NowNanoseconds / _nanosecondsPerStep;

    /// <summary>A span in default steps.</summary>
    public double ToDouble(TimeSpan span) => span.TotalSeconds / DefaultTimeStepSeconds;

    /// <summary>Default steps as a span, rounded to the nearest 100 ns.</summary>
    public TimeSpan ToTimeSpan(double span) => TimeSpan.FromSeconds(DefaultTimeStepSeconds * span);

    /// <summary>A span in nanoseconds, exactly.</summary>
    /// <exception cref="OverflowException">The span is longer than 292 years.</exception>
    public static long ToNanoseconds(TimeSpan span) => checked(span.Ticks * NanosecondsPerTick);

    /// <summary>Default steps in nanoseconds, rounded to the nearest, ties to even.</summary>
    /// <exception cref="OverflowException">Longer than 292 years, or not a number.</exception>
    public long StepsToNanoseconds(double steps) => checked((long)Math.Round(steps * _nanosecondsPerStep));

    private protected DateTime ToDate(long nanoseconds) => StartDate.AddTicks(nanoseconds / NanosecondsPerTick);
}
