using Fleek.Core.Content;

namespace Fleek.Tests.Core.Content;

/// <summary>The paths of BLAKE3 that this processor has, by name, so that each is a case of a test.</summary>
internal static class Levels
{
    public static TheoryData<string> Names => [.. Enum.GetNames<Blake3Level>()];

    /// <summary>The level of a name; skips where the processor lacks its instructions.</summary>
    public static Blake3Level Get(string name)
    {
        Blake3Level level = Enum.Parse<Blake3Level>(name);
        Assert.SkipUnless(level <= Blake3Levels.Best, $"this processor has no more than {Blake3Levels.Best}");
        return level;
    }

    /// <summary>The plain mode at a level.</summary>
    public static Blake3Mode Plain(Blake3Level level) => new(Blake3Mode.InitialValue, Blake3Flags.None, level);
}
