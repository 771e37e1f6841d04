using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Fleek.Sim.Live.Metrics;

namespace Fleek.Tests.Live.Metrics;

public sealed partial class PrometheusTextTests
{
    [Fact]
    public void Each_kind_of_instrument_is_written_as_the_format_has_it()
    {
        using Meter meter = new("test");
        using MetricStore store = new(meter);
        Counter<long> served = meter.CreateCounter<long>("app.served", "By", "Bytes\nthat left, \\ and all.");
        UpDownCounter<long> open = meter.CreateUpDownCounter<long>("app.open", "{connection}", "Open ones.");
        Histogram<double> times = meter.CreateHistogram("app.wait", "s", "Waiting.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        meter.CreateObservableGauge("app.height", () => 42.5, null, "How high.");
        served.Add(5);
        served.Add(7);
        open.Add(3, new KeyValuePair<string, object?>("error.type", "a\"b\\c\nd"), new KeyValuePair<string, object?>("at", 7));
        open.Add(-1, new KeyValuePair<string, object?>("at", 7), new KeyValuePair<string, object?>("error.type", "a\"b\\c\nd"));
        foreach (double time in (double[])[0.05, 0.1, 0.5, 1.5]) times.Record(time);
        Assert.Equal(
            """
            # HELP fleek_build_info Which program this is.
            # TYPE fleek_build_info gauge
            fleek_build_info{version="1.2"} 1
            # HELP app_served_bytes_total Bytes\nthat left, \\ and all.
            # TYPE app_served_bytes_total counter
            app_served_bytes_total 12
            # HELP app_open Open ones.
            # TYPE app_open gauge
            app_open{at="7",error_type="a\"b\\c\nd"} 2
            # HELP app_wait_seconds Waiting.
            # TYPE app_wait_seconds histogram
            app_wait_seconds_bucket{le="0.1"} 2
            app_wait_seconds_bucket{le="1"} 3
            app_wait_seconds_bucket{le="+Inf"} 4
            app_wait_seconds_sum 2.15
            app_wait_seconds_count 4
            # HELP app_height How high.
            # TYPE app_height gauge
            app_height 42.5
            # HELP fleek_metrics_dropped_total Values that had more different labels than are kept.
            # TYPE fleek_metrics_dropped_total counter
            fleek_metrics_dropped_total 0

            """,
            PrometheusText.Write(store, [new("version", "1.2")]));
    }

    [Fact]
    public void Whatever_is_measured_every_line_keeps_the_rules_of_the_format()
    {
        Gen.Select(Gen.String[0, 12], Gen.String[0, 12], Gen.Double, Gen.Int[0, 2]).Array[1, 40].Sample(
            all =>
            {
                using LiveMetrics metrics = new();
                foreach ((string key, string value, double number, int kind) in all)
                {
                    if (kind == 0) metrics.Errors(value);
                    else if (kind == 1) metrics.FirstByte(TimeSpan.FromSeconds(Math.Clamp(Math.Abs(number), 0, 1e6)));
                    else metrics.Pending(key.Length - 6);
                }

                RequireFormat(PrometheusText.Write(metrics.Store, [new("role", all[0].Item1)]));
            },
            iter: 300, threads: 1, seed: "0000KOIlZQw4");
    }

    [Fact]
    public void Reasons_beyond_the_bound_are_counted_and_take_no_memory()
    {
        using LiveMetrics metrics = new();
        for (int i = 0; i < 1000; i++) metrics.Errors($"reason {i}");
        string text = PrometheusText.Write(metrics.Store, []);
        Assert.Equal(MetricStore.MaxSeries, text.Split('\n').Count(line => line.StartsWith("fleek_errors_total{", StringComparison.Ordinal)));
        Assert.Contains($"fleek_metrics_dropped_total {1000 - MetricStore.MaxSeries}\n", text, StringComparison.Ordinal);
    }

    /// <summary>The rules of the format, read on their own: one head for each family, samples under it, buckets that add up.</summary>
    private static void RequireFormat(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        HashSet<string> families = [], series = [];
        string family = "", kind = "";
        double lastBucket = 0;
        foreach (string line in text.Split('\n')[..^1])
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal)) continue;
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                (family, kind) = (line.Split(' ')[2], line.Split(' ')[3]);
                Assert.True(families.Add(family), family);
                Assert.Contains(kind, new[] { "counter", "gauge", "histogram" });
                Assert.Equal(kind == "counter", family.EndsWith("_total", StringComparison.Ordinal));
                continue;
            }

            Match sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            Assert.True(series.Add(sample.Groups["name"].Value + sample.Groups["labels"].Value), line);
            string suffix = sample.Groups["name"].Value[family.Length..];
            Assert.Contains(suffix, kind == "histogram" ? ["_bucket", "_sum", "_count"] : (string[])[""]);
            Assert.StartsWith(family, sample.Groups["name"].Value, StringComparison.Ordinal);
            double value = double.Parse(sample.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            if (suffix == "_bucket") Assert.True(value >= lastBucket || line.Contains($"le=\"{LiveMetrics.TimeBoundaries[0]:R}\"", StringComparison.Ordinal));
            if (suffix == "_count") Assert.Equal(lastBucket, value);
            lastBucket = suffix == "_bucket" ? value : lastBucket;
        }
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)+)\})? (?<value>[-+]?([0-9.]+([eE][-+]?[0-9]+)?|Inf)|NaN)$""")]
    private static partial Regex Sample();
}
