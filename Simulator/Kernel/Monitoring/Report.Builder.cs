using System;
using System.Collections.Generic;
using System.IO;

namespace Fleek.Sim.Kernel;

public sealed partial class Report
{
    /// <summary>
    /// Says what a report shows, when, and where. The update modes exclude each other: the last one set counts.
    /// </summary>
    public class Builder
    {
        private List<(string Name, INumericMonitor Monitor, Measures Measures)> _columns = [];

        public Builder(Simulation env)
        {
            ArgumentNullException.ThrowIfNull(env);
            Environment = env;
        }

        internal Simulation Environment { get; }

        internal IReadOnlyList<(string Name, INumericMonitor Monitor, Measures Measures)> Columns => _columns;

        private Mode UpdateMode { get; set; }

        internal TimeSpan Interval { get; private set; }

        internal bool WithHeaders { get; private set; } = true;

        internal bool DateAsDouble { get; private set; }

        internal string Separator { get; private set; } = ",";

        internal TextWriter? Output { get; private set; }

        /// <summary>Adds columns.</summary>
        /// <param name="name">Their title, before the measure's.</param>
        /// <param name="statistics">What they show.</param>
        /// <param name="measure">A column for each of these.</param>
        /// <exception cref="ArgumentException">The name is empty, or there is no such measure.</exception>
        public Builder Add(string name, INumericMonitor statistics, Measures measure = Measures.All)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(statistics);
            if (measure == 0 || (measure & ~Measures.All) != 0)
                throw new ArgumentException("is no set of measures", nameof(measure));
            _columns.Add((name, statistics, measure));
            return this;
        }

        /// <summary>A line for each time at which a monitor was updated. This is the default.</summary>
        public Builder SetAutoUpdate(bool withHeaders = true) => Set(Mode.Auto, TimeSpan.Zero, withHeaders);

        /// <summary>A line for each time at which <see cref="Report.Update"/> was called.</summary>
        public Builder SetManualUpdate(bool withHeaders = true) => Set(Mode.Manual, TimeSpan.Zero, withHeaders);

        /// <summary>A line at the start, after each interval, and at the end.</summary>
        /// <exception cref="ArgumentException">The interval is not longer than 0.</exception>
        public Builder SetPeriodicUpdate(TimeSpan interval, bool withHeaders = true) =>
            Set(Mode.Periodic, Require.Positive(interval), withHeaders);

        /// <summary>A line at the start, after each interval in default steps, and at the end.</summary>
        /// <exception cref="ArgumentException">The interval is not longer than 0.</exception>
        public Builder SetPeriodicUpdateD(double interval, bool withHeaders = true) =>
            SetPeriodicUpdate(Environment.ToTimeSpan(Require.Positive(interval)), withHeaders);

        /// <summary>One line, at the end.</summary>
        public Builder SetFinalUpdate(bool withHeaders = true) => Set(Mode.Final, TimeSpan.Zero, withHeaders);

        /// <summary>Whether time is shown in default steps, and not as a date.</summary>
        public Builder SetTimeAPI(bool useDApi = true)
        {
            DateAsDouble = useDApi;
            return this;
        }

        /// <summary>Where the lines go; to the simulation's log unless set.</summary>
        public Builder SetOutput(TextWriter output)
        {
            ArgumentNullException.ThrowIfNull(output);
            Output = output;
            return this;
        }

        /// <summary>What stands between columns; a comma unless set.</summary>
        public Builder SetSeparator(string seperator)
        {
            Separator = seperator ?? "";
            return this;
        }

        /// <summary>The report, which is at work from now on. The builder starts again without columns.</summary>
        /// <exception cref="InvalidOperationException">There is no column.</exception>
        public Report Build()
        {
            if (_columns.Count == 0) throw new InvalidOperationException("A report needs a column.");
            Report report = new(this, UpdateMode);
            _columns = [];
            return report;
        }

        private Builder Set(Mode mode, TimeSpan interval, bool withHeaders)
        {
            UpdateMode = mode;
            Interval = interval;
            WithHeaders = withHeaders;
            return this;
        }
    }
}
