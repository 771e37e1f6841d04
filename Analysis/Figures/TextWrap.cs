using System.Text;

namespace Fleek.Analysis.Figures;

/// <summary>Breaks text into lines at spaces.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="columns"/> characters; a longer word stays whole. Breaks in the text are
    /// kept.</summary>
    public static string At(string text, int columns)
    {
        StringBuilder result = new();
        foreach (string line in text.Split('\n'))
        {
            int length = 0;
            if (result.Length > 0) result.Append('\n');
            foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                bool fits = length == 0 || length + 1 + word.Length <= columns;
                if (length > 0) result.Append(fits ? ' ' : '\n');
                length = fits && length > 0 ? length + 1 + word.Length : word.Length;
                result.Append(word);
            }
        }

        return result.ToString();
    }
}
