using System.Globalization;
using System.Text;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Writes a plan as a scenario file with one scenario and every default filled in. Reading it gives the same
/// plan.</summary>
/// <param name="forHash">Writes the content's hash where a file is named, so that moving files or machines changes no
/// hash.</param>
internal sealed class CanonicalYaml(bool forHash)
{
    private readonly StringBuilder text = new();

    public string Write(string name, ResolvedSettings settings, IReadOnlyList<CanonicalAxis> axes, string? where)
    {
        this.text.Append("version: 1\nscenarios:\n  ").Append(Quote(name)).Append(":\n");
        string open = "";
        foreach (Setting setting in settings.InOrder())
        {
            if (forHash && !setting.Key.DecidesResults) continue;
            open = this.MoveTo(setting.Key.Block, open);
            string indent = Indent(setting.Key.Path.Count(c => c == '.'));
            this.text.Append(indent).Append(setting.Key.Name).Append(": ").Append(this.Value(setting)).Append('\n');
        }

        if (axes.Count > 0) this.WriteSweep(axes, where);
        return this.text.ToString();
    }

    /// <summary>A mapping of an axis on one line: <c>{rule: coin, probability: 0.05}</c>.</summary>
    public string Flow(CanonicalValue value, string path)
    {
        if (value.Settings is [var only] && only.Key.Path == path) return only.Value is null ? "null" : this.Value(only.Value);
        StringBuilder flow = new("{");
        string prefix = path + ".";
        string open = "";
        foreach ((KeySpec key, Setting? setting) in value.Settings)
        {
            string inner = key.Block.Length > path.Length ? key.Block[prefix.Length..] : "";
            if (open.Length > 0 && inner != open) flow.Append('}');
            if (flow.Length > 1) flow.Append(", ");
            if (inner.Length > 0 && inner != open) flow.Append(inner).Append(": {");
            open = inner;
            flow.Append(key.Name).Append(": ").Append(setting is null ? "null" : this.Value(setting));
        }

        if (open.Length > 0) flow.Append('}');
        return flow.Append('}').ToString();
    }

    private static string Indent(int dots) => new(' ', 4 + (2 * dots));

    /// <summary>Opens the mappings of <paramref name="block"/> that are not open yet.</summary>
    private string MoveTo(string block, string open)
    {
        if (block.Length == 0 || block == open) return block;
        string[] names = block.Split('.');
        for (int i = 0; i < names.Length; i++)
        {
            string path = string.Join('.', names[..(i + 1)]);
            bool isOpen = open == path || open.StartsWith(path + ".", StringComparison.Ordinal);
            if (!isOpen) this.text.Append(Indent(i)).Append(names[i]).Append(":\n");
        }

        return block;
    }

    private void WriteSweep(IReadOnlyList<CanonicalAxis> axes, string? where)
    {
        this.text.Append("    sweep:\n");
        foreach (CanonicalAxis axis in axes)
        {
            this.text.Append("      ").Append(axis.Path).Append(":\n        values:\n");
            foreach (CanonicalValue value in axis.Values)
                this.text.Append("          - ").Append(this.Flow(value, axis.Path)).Append('\n');
        }

        if (where is not null) this.text.Append("      where: ").Append(Quote(where)).Append('\n');
    }

    private string Value(Setting setting) => setting.Key.Kind switch
    {
        KeyKind.Text => Quote(setting.Text),
        KeyKind.Path when forHash && setting.Sha256 is not null => "sha256:" + setting.Sha256,
        KeyKind.Path => Quote(setting.Text),
        _ => setting.Text,
    };

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}

/// <summary>An axis with everything that its values set.</summary>
internal sealed record CanonicalAxis(string Path, IReadOnlyList<CanonicalValue> Values);

/// <param name="Settings">In the order of the key table; null takes a key back to its default.</param>
internal sealed record CanonicalValue(IReadOnlyList<(KeySpec Key, Setting? Value)> Settings);
