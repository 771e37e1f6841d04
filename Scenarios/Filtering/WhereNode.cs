using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Filtering;

/// <summary>A checked condition on a cell's values.</summary>
internal abstract record WhereNode
{
    /// <param name="valueOf">The cell's value of a key; null where the cell has none.</param>
    /// <param name="price">The cell's price of a chunk in base units.</param>
    public abstract bool Holds(Func<string, Setting?> valueOf, ExactNumber price);

    /// <summary>Canonical text: reading it gives the same condition.</summary>
    public abstract string Write();
}

internal sealed record WhereAnd(WhereNode Left, WhereNode Right) : WhereNode
{
    public override bool Holds(Func<string, Setting?> valueOf, ExactNumber price) =>
        this.Left.Holds(valueOf, price) && this.Right.Holds(valueOf, price);

    public override string Write() => $"{Wrap(this.Left)} and {Wrap(this.Right)}";

    private static string Wrap(WhereNode node) => node is WhereOr ? $"({node.Write()})" : node.Write();
}

internal sealed record WhereOr(WhereNode Left, WhereNode Right) : WhereNode
{
    public override bool Holds(Func<string, Setting?> valueOf, ExactNumber price) =>
        this.Left.Holds(valueOf, price) || this.Right.Holds(valueOf, price);

    public override string Write() => $"{this.Left.Write()} or {this.Right.Write()}";
}

internal sealed record WhereNot(WhereNode Inner) : WhereNode
{
    public override bool Holds(Func<string, Setting?> valueOf, ExactNumber price) => !this.Inner.Holds(valueOf, price);

    public override string Write() => $"not ({this.Inner.Write()})";
}

/// <summary>A comparison. It is false where the cell lacks a key that it names, such as the threshold of a coin rule.</summary>
internal sealed record WhereCompare(WhereOperand Left, string Operator, WhereOperand Right) : WhereNode
{
    public override bool Holds(Func<string, Setting?> valueOf, ExactNumber price)
    {
        if (this.Left.In(valueOf) is not { } left || this.Right.In(valueOf) is not { } right) return false;
        bool words = left.Key.Kind == KeyKind.Word || left.Key.Words.Contains(left.Text) || right.Key.Words.Contains(right.Text);
        if (words) return (left.Text == right.Text) == (this.Operator == "==");
        int order = left.InBaseUnits(price).CompareTo(right.InBaseUnits(price));
        return this.Operator switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    public override string Write() => $"{this.Left.Write()} {this.Operator} {this.Right.Write()}";
}

/// <summary>A key, or a constant that was read as a value of the key it is compared with.</summary>
internal sealed record WhereOperand(KeySpec Key, Setting? Constant)
{
    public Setting? In(Func<string, Setting?> valueOf) => this.Constant ?? valueOf(this.Key.Path);

    public string Write() => this.Constant?.Text ?? this.Key.Path;
}

/// <param name="At">The whole expression.</param>
internal sealed record WhereClause(WhereNode Root, Mark At);
