using System.Xml.Linq;
using Fleek.Analysis.Figures;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Figures;

public sealed class FigurePainterTests
{
    public static TheoryData<string> Plans => ["sweep", "many", "rules", "points"];

    [Theory]
    [MemberData(nameof(Plans))]
    public void An_svg_is_well_formed_has_real_text_and_is_the_same_twice(string which)
    {
        foreach (Figure figure in FigureBuilder.Build(PlanOf(which), Sample.Summaries(PlanOf(which))))
        {
            string svg = FigurePainter.Svg(figure);
            Assert.Equal(svg, FigurePainter.Svg(figure));
            XElement root = XDocument.Parse(svg).Root!;
            string[] texts = [.. root.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim())];
            Assert.Contains(texts, t => t.StartsWith("How low can nodes", StringComparison.Ordinal));
            Assert.Contains(figure.Measure.Unit, string.Join(' ', texts), StringComparison.Ordinal);
            Assert.Equal("672", root.Attribute("width")!.Value);
            Assert.DoesNotContain("href=\"http", svg, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_png_is_seven_inches_wide_and_not_blank(string which)
    {
        Figure figure = FigureBuilder.Build(PlanOf(which), Sample.Summaries(PlanOf(which)))[0];
        byte[] png = FigurePainter.Png(figure);
        if (Environment.GetEnvironmentVariable("FLEEK_SIM_FIGURES") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, which + ".png"), png);
            File.WriteAllText(Path.Combine(folder, which + ".svg"), FigurePainter.Svg(figure));
        }

        using SkiaSharp.SKBitmap bitmap = SkiaSharp.SKBitmap.Decode(png);
        Assert.Equal(2016, bitmap.Width);
        // The band of the title holds ink only if text was drawn: an embedded font, whatever the machine has.
        int ink = 0;
        for (int x = 0; x < bitmap.Width; x++)
            for (int y = 0; y < 80; y++)
                if (bitmap.GetPixel(x, y).Red < 100) ink++;
        Assert.True(ink > 2000, $"only {ink} dark pixels where the title should be");
    }

    /// <summary>Beside the key figure: its lines in plots of their own, and its values as a map.</summary>
    [Fact]
    public void A_sweep_of_two_axes_has_small_multiples_and_a_map_of_the_same_rows()
    {
        foreach (string which in (string[])["sweep", "many"])
        {
            IReadOnlyList<Figure> figures = FigureBuilder.Build(PlanOf(which), Sample.Summaries(PlanOf(which)));
            Figure key = figures[0], panels = figures[^2], map = figures[^1];
            Assert.Equal(("negative_rate_panels", FigureKind.Panels), (panels.Name, panels.Kind));
            Assert.Equal(("negative_rate_map", FigureKind.Map), (map.Name, map.Kind));
            Assert.Equal(key.Points, panels.Points);
            Assert.Equal(key.Points.Where(p => p.IsCell), map.Points);
            foreach (Figure figure in (Figure[])[panels, map])
            {
                byte[] png = FigurePainter.Png(figure);
                Assert.Equal(png, FigurePainter.Png(figure));
                using SkiaSharp.SKBitmap bitmap = SkiaSharp.SKBitmap.Decode(png);
                Assert.Equal(2016, bitmap.Width);
                string[] texts = [.. XDocument.Parse(FigurePainter.Svg(figure)).Root!.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim())];
                // Every value of the second axis is named, and of the map every cell has its number.
                string all = string.Join(' ', texts);
                Assert.All(key.SeriesNames, name => Assert.Contains(name.Split(' ')[0], all));
                if (figure == map) Assert.True(texts.Count(t => t.EndsWith(" %", StringComparison.Ordinal)) >= map.Points.Count, all);
                if (Environment.GetEnvironmentVariable("FLEEK_SIM_FIGURES") is { Length: > 0 } folder)
                    File.WriteAllBytes(Path.Combine(folder, $"{which}-{figure.Kind}.png"), png);
            }
        }
    }

    [Fact]
    public void One_axis_or_one_line_has_neither()
    {
        foreach (string which in (string[])["rules", "points"])
            Assert.DoesNotContain(FigureBuilder.Build(PlanOf(which), Sample.Summaries(PlanOf(which))), f => f.Kind is FigureKind.Panels or FigureKind.Map);
    }

    private static Plan PlanOf(string which) => which switch
    {
        "sweep" => Sample.Sweep(),
        "many" => Sample.Sweep(rules: 6),
        "points" => Sample.Sweep(thresholds: 2, rules: 1),
        _ => Sample.Rules(),
    };
}
