using System.Text.RegularExpressions;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// A regular expression over the text of AS paths, such as `1 2 {3,4}`. As on routers, `_` stands for what parts two numbers: a
/// blank, a comma, a bracket, or an end of the path. It is matched in time linear in the path's length, whatever the expression.
/// </summary>
public sealed class PathPattern : IPathPattern
{
    private const string Between = "(?:^|$|[ ,{}()\\[\\]])";

    private readonly Regex _regex;
    private readonly TextBuffer _text = new();
    private char[] _characters = new char[256];

    /// <exception cref="ArgumentException">It is no regular expression, or has what cannot be matched in linear time.</exception>
    public PathPattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            _regex = new Regex(
                pattern.Replace("_", Between, StringComparison.Ordinal), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"the pattern cannot be matched in linear time: {e.Message}", nameof(pattern), e);
        }
    }

    public bool Matches(AsPath path)
    {
        _text.Clear();
        AsPathText.Write(path, _text);
        ReadOnlySpan<byte> written = _text.Written;
        if (_characters.Length < written.Length) _characters = new char[2 * written.Length];
        for (int i = 0; i < written.Length; i++) _characters[i] = (char)written[i];
        return _regex.IsMatch(_characters.AsSpan(0, written.Length));
    }
}
