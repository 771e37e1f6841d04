namespace Fleek.Core.Routing.Mrt;

/// <summary>A condition on AS paths.</summary>
public interface IPathPattern
{
    bool Matches(AsPath path);
}
