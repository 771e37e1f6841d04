namespace Fleek.Scenarios.Reading;

/// <summary>A text to read, and the name that messages give it.</summary>
/// <param name="Path">A file's path, or the flag that carries the text, such as <c>--set</c>.</param>
public sealed record SourceText(string Path, string Text)
{
    private string[]? lines;

    /// <summary>Lines without their breaks, split where YAML 1.1 splits them. At least one.</summary>
    public IReadOnlyList<string> Lines => this.lines ??= Split(this.Text);

    public bool Equals(SourceText? other) => other is not null && this.Path == other.Path && this.Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(this.Path, this.Text);

    private static string[] Split(string text)
    {
        List<string> found = [];
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029')) continue;
            found.Add(text[start..i]);
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            start = i + 1;
        }

        found.Add(text[start..]);
        return [.. found];
    }
}
