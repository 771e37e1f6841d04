using System;

namespace Fleek.Sim.Kernel;

/// <summary>Something that watches a model and can say what it saw.</summary>
public interface IMonitor
{
    /// <summary>Whether it takes in what it is told.</summary>
    bool Active { get; set; }

    string Name { get; }

    /// <summary>It has taken something in.</summary>
    event EventHandler Updated;

    /// <summary>A page of text for people.</summary>
    string Summarize();
}
