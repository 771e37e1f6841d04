namespace Fleek.Core.Routing.Mrt;

/// <summary>Takes what a reader finds, in the order of the file.</summary>
public interface IRouteSink
{
    /// <param name="attributes">Views of the reader's bytes, valid until this returns; empty for withdrawals and states.</param>
    void Take(in RouteElement element, in PathAttributes attributes);
}
