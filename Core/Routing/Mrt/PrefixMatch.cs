namespace Fleek.Core.Routing.Mrt;

/// <summary>Which prefixes a filter for one means.</summary>
public enum PrefixMatch
{
    Exact,

    /// <summary>It and those that hold it.</summary>
    Super,

    /// <summary>It and its parts.</summary>
    Sub,

    /// <summary>It, those that hold it, and its parts.</summary>
    SuperAndSub,
}
