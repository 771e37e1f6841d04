using System.Globalization;
using System.Text;

namespace Fleek.Sim.Live.Metrics;

/// <summary>
/// Writes what a store holds as Prometheus reads it: text exposition format 0.0.4. Names follow OpenTelemetry's rules for it: dots become
/// underscores, the unit is spelt out, counters end in _total.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <param name="about">Labels of the process, for a series of value 1 that others can be joined with.</param>
    public static string Write(MetricStore store, IReadOnlyList<KeyValuePair<string, string>> about)
    {
        StringBuilder text = new(16 << 10);
        KeyValuePair<string, object?>[] labels = [.. about.Select(each => new KeyValuePair<string, object?>(each.Key, each.Value))];
        Head(text, "fleek_build_info", "gauge", "Which program this is.");
        Line(text, "fleek_build_info", "", Labels(labels), "1");
        long dropped = 0;
        foreach (MetricFamily family in store.Families)
        {
            Write(text, family);
            dropped += family.Dropped;
        }

        Head(text, "fleek_metrics_dropped_total", "counter", "Values that had more different labels than are kept.");
        Line(text, "fleek_metrics_dropped_total", "", "", Number(dropped));
        return text.ToString();
    }

    /// <summary>Labels as they stand between braces, sorted by name.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        List<(string Name, string Value)> sorted = [];
        foreach (KeyValuePair<string, object?> label in labels)
            sorted.Add((LabelName(label.Key), Convert.ToString(label.Value, CultureInfo.InvariantCulture) ?? ""));
        sorted.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return string.Join(",", sorted.Select(label => $"{label.Name}=\"{Escape(label.Value, quotes: true)}\""));
    }

    /// <summary>The name of a family: letters, digits, underscores, colons; unit and kind at its end.</summary>
    public static string FamilyName(string name, string unit, MetricKind kind)
    {
        string plain = LabelName(name), spelt = unit switch
        {
            "By" => "bytes",
            "s" => "seconds",
            "ms" => "milliseconds",
            "1" => kind == MetricKind.Gauge ? "ratio" : "",
            _ => unit.Length == 0 || unit.StartsWith('{') ? "" : LabelName(unit),
        };
        if (spelt.Length > 0 && !plain.EndsWith("_" + spelt, StringComparison.Ordinal)) plain += "_" + spelt;
        return kind == MetricKind.Counter && !plain.EndsWith("_total", StringComparison.Ordinal) ? plain + "_total" : plain;
    }

    private static void Write(StringBuilder text, MetricFamily family)
    {
        string name = FamilyName(family.Name, family.Unit, family.Kind);
        Head(text, name, family.Kind switch { MetricKind.Counter => "counter", MetricKind.Histogram => "histogram", _ => "gauge" }, family.Help);
        family.Visit(series =>
        {
            if (family.Kind == MetricKind.Histogram) Histogram(text, name, family, series);
            else Line(text, name, "", series.Labels, Number(series.Value));
        });
    }

    private static void Histogram(StringBuilder text, string name, MetricFamily family, MetricSeries series)
    {
        long below = 0;
        string others = series.Labels.Length == 0 ? "" : series.Labels + ",";
        for (int i = 0; i < series.Buckets.Length; i++)
        {
            below += series.Buckets[i];
            string end = i < family.Boundaries.Count ? Number(family.Boundaries[i]) : "+Inf";
            Line(text, name, "_bucket", $"{others}le=\"{end}\"", Number(below));
        }

        Line(text, name, "_sum", series.Labels, Number(series.Value));
        Line(text, name, "_count", series.Labels, Number(below));
    }

    private static void Head(StringBuilder text, string name, string kind, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help, quotes: false)).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');

    private static void Line(StringBuilder text, string name, string suffix, string labels, string value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string LabelName(string name)
    {
        string plain = string.Create(name.Length, name, static (to, from) =>
        {
            for (int i = 0; i < to.Length; i++) to[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
        });
        return plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? "_" + plain : plain;
    }

    private static string Escape(string text, bool quotes)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
