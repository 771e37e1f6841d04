using Fleek.Scenarios.Keys;

namespace Fleek.Scenarios.Settings;

/// <summary>What is set, by key, after laying layers over one another. Defaults are not in it.</summary>
internal sealed class SettingStack
{
    private readonly Dictionary<string, Setting> settings;

    public SettingStack() => this.settings = new(StringComparer.Ordinal);

    private SettingStack(Dictionary<string, Setting> settings) => this.settings = new(settings, StringComparer.Ordinal);

    public Setting? this[string path] => this.settings.GetValueOrDefault(path);

    public SettingStack With(Layer layer)
    {
        SettingStack next = new(this.settings);
        next.Lay(layer);
        return next;
    }

    /// <summary>
    /// Where the layer names another rule (or distribution), keys below it that the new rule does not use are dropped; those that
    /// the layer itself states stay, to be reported.
    /// </summary>
    private void Lay(Layer layer)
    {
        foreach (string block in layer.Fresh)
            foreach (KeySpec key in KeyTable.Under(block)) this.settings.Remove(key.Path);
        foreach (KeySpec decider in KeyTable.Discriminators)
        {
            if (layer.Assignments.LastOrDefault(a => a.Key == decider) is not { } chosen) continue;
            string? word = chosen.Value?.Text ?? decider.Default;
            foreach (KeySpec key in KeyTable.All)
                if (key.UsedWhere == decider.Path && !key.IsUsedBy(word ?? "")) this.settings.Remove(key.Path);
        }

        foreach (Assignment assignment in layer.Assignments)
        {
            if (assignment.Value is null) this.settings.Remove(assignment.Key.Path);
            else this.settings[assignment.Key.Path] = assignment.Value;
        }
    }
}
