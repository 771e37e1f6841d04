using ScottPlot;
using SkiaSharp;

namespace Fleek.Analysis.Figures;

/// <summary>
/// The figures' own font. Machines without fonts would draw no text at all, and machines with other fonts another layout; with it
/// the bytes of a figure do not depend on what is installed.
/// </summary>
internal sealed class FigureFont : IFontResolver
{
    public const string Name = "DejaVu Sans";

    private static readonly Lock Gate = new();
    private static bool _registered;

    private readonly Lazy<SKTypeface> _regular = new(() => Load("DejaVuSans.ttf"));
    private readonly Lazy<SKTypeface> _bold = new(() => Load("DejaVuSans-Bold.ttf"));

    /// <summary>Makes every plot of the process use the font by default. May be called any number of times.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (_registered) return;
            Fonts.FontResolvers.Insert(0, new FigureFont());
            Fonts.Default = Name;
            Fonts.Sans = Name;
            _registered = true;
        }
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, italic: false);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Name ? (bold ? _bold : _regular).Value : null;

    private static SKTypeface Load(string resource)
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the assembly lacks its resource {resource}");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"{resource} is not a font");
    }
}
