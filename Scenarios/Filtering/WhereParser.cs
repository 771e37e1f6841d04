using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Filtering;

/// <summary>
/// Reads <c>where</c>: comparisons of dotted keys with quantities, words or other keys, joined by and, or, not and parentheses.
/// Types are checked here: a duration is not compared with money, and a constant has its key's units.
/// </summary>
internal sealed class WhereParser
{
    public const int MaxLength = 16_384;
    private const int MaxDepth = 64;

    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private readonly Mark at;
    private readonly DiagnosticSink sink;
    private readonly WhereLexer lexer;
    private Token token;
    private int depth;

    private WhereParser(string text, Mark at, DiagnosticSink sink)
    {
        this.at = at;
        this.sink = sink;
        this.lexer = new WhereLexer(text);
        this.token = this.lexer.Next();
    }

    /// <summary>Null with at least one diagnostic where the text is not a good expression.</summary>
    public static WhereClause? Parse(string text, Mark at, DiagnosticSink sink)
    {
        if (text.Length > MaxLength)
        {
            sink.Add(Codes.WhereSyntax, $"'where' is longer than {MaxLength} characters", at);
            return null;
        }

        WhereParser parser = new(text, at, sink);
        int before = sink.Count;
        WhereNode? root = parser.Or();
        if (root is not null && parser.token.Kind != TokenKind.End)
            root = parser.Syntax($"'{Show(parser.token)}' does not fit here", "join comparisons with and, or, not");
        if (root is null && sink.Count == before) parser.Syntax("cannot be read", null);
        return root is null ? null : new(root, at);
    }

    private static string Show(Token token) => Shown.Short(token.Text);

    private WhereNode? Or()
    {
        WhereNode? left = this.And();
        while (left is not null && this.Word("or", "||")) left = this.And() is { } right ? new WhereOr(left, right) : null;
        return left;
    }

    private WhereNode? And()
    {
        WhereNode? left = this.Unary();
        while (left is not null && this.Word("and", "&&")) left = this.Unary() is { } right ? new WhereAnd(left, right) : null;
        return left;
    }

    private WhereNode? Unary()
    {
        if (++this.depth > MaxDepth) return this.Syntax($"is nested more than {MaxDepth} deep", null);
        WhereNode? node;
        if (this.Word("not", "!")) node = this.Unary() is { } inner ? new WhereNot(inner) : null;
        else if (this.token.Kind == TokenKind.Open) node = this.Parenthesis();
        else node = this.Comparison();
        this.depth--;
        return node;
    }

    private WhereNode? Parenthesis()
    {
        this.Advance();
        if (this.Or() is not { } inner) return null;
        if (this.token.Kind != TokenKind.Close) return this.Syntax($"')' is missing before '{Show(this.token)}'", null);
        this.Advance();
        return inner;
    }

    private WhereCompare? Comparison()
    {
        Token left = this.token;
        if (left.Kind is not (TokenKind.Name or TokenKind.Quantity))
            return this.Syntax($"a comparison is expected, not '{Show(left)}'", "for example: ledger.lag <= 2 s");
        this.Advance();
        Token compare = this.token;
        if (compare.Kind != TokenKind.Operator || !Comparisons.Contains(compare.Text))
        {
            string? help = compare.Text == "=" ? "equality is '=='" : $"one of: {string.Join(" ", Comparisons)}";
            return this.Syntax($"a comparison sign is expected, not '{Show(compare)}'", help);
        }

        this.Advance();
        Token right = this.token;
        if (right.Kind is not (TokenKind.Name or TokenKind.Quantity))
            return this.Syntax($"a key or a value is expected after '{compare.Text}', not '{Show(right)}'", null);
        this.Advance();
        return this.Typed(left, compare, right);
    }

    private WhereCompare? Typed(Token left, Token compare, Token right)
    {
        KeySpec? leftKey = KeyOf(left), rightKey = KeyOf(right);
        if ((leftKey ?? rightKey) is not { } key) return this.Unknown(left, right);
        if (!key.Sweepable || key.Kind == KeyKind.Path)
            return this.Type($"'{key.Path}' is {UnitTable.Noun(key.Kind)} and is not compared", left, null);
        if (leftKey is not null && rightKey is not null && leftKey.Kind != rightKey.Kind)
        {
            string kinds = $"'{leftKey.Path}' is {UnitTable.Noun(leftKey.Kind)}, '{rightKey.Path}' is "
                + $"{UnitTable.Noun(rightKey.Kind)}";
            return this.Type($"these cannot be compared: {kinds}", right, null);
        }

        bool ordered = compare.Text is not ("==" or "!=");
        if (ordered && key.Kind == KeyKind.Word)
            return this.Type($"'{key.Path}' is {UnitTable.Noun(key.Kind)}: only == and != compare it", compare, null);
        WhereOperand? first = this.Operand(left, leftKey, key), second = this.Operand(right, rightKey, key);
        return first is null || second is null ? null : new(first, compare.Text, second);
    }

    private WhereOperand? Operand(Token token, KeySpec? own, KeySpec other)
    {
        if (own is not null) return new(own, null);
        Mark place = this.Place(token);
        bool nameForQuantity = token.Kind == TokenKind.Name && other.Words.Count == 0;
        if (nameForQuantity) return this.UnknownKey(token);
        int before = this.sink.Count;
        DiagnosticSink found = new();
        Setting? constant = SettingReader.Read(other with { Min = null, Max = null }, token.Text, place, found);
        bool unitOfOtherKind = found.Sorted.Any(d => d.Code is Codes.UnknownUnit or Codes.NotANumber);
        if (unitOfOtherKind)
            this.Type($"'{Show(token)}' is not {UnitTable.Noun(other.Kind)}, as '{other.Path}' is", token, found.Sorted[0].Help);
        else this.sink.AddAll(found.Sorted);
        return constant is null || this.sink.Count > before ? null : new(other, constant with { Key = other });
    }

    private static KeySpec? KeyOf(Token token) => token.Kind == TokenKind.Name ? KeyTable.Find(token.Text) : null;

    private WhereCompare? Unknown(Token left, Token right)
    {
        Token name = left.Kind == TokenKind.Name ? left : right;
        if (name.Kind == TokenKind.Name) this.UnknownKey(name);
        else this.Type("a comparison names at least one key", left, null);
        return null;
    }

    private WhereOperand? UnknownKey(Token token)
    {
        bool block = KeyTable.IsBlock(token.Text);
        string? note = block ? $"it is a mapping: name one of its keys, such as {KeyTable.Under(token.Text).First().Path}"
            : Files.SweepReader.NearestPath(token.Text, KeyTable.All.Where(k => k.Sweepable).Select(k => k.Path));
        this.sink.Add(Codes.WhereType, $"'where' knows no key '{Show(token)}'", this.Place(token), note,
            "keys are dotted: payments.freeze_threshold");
        return null;
    }

    private WhereCompare? Type(string message, Token token, string? help)
    {
        this.sink.Add(Codes.WhereType, message, this.Place(token), help: help);
        return null;
    }

    private WhereCompare? Syntax(string message, string? help)
    {
        this.sink.Add(Codes.WhereSyntax, "'where': " + message, this.Place(this.token), help: help);
        return null;
    }

    private Mark Place(Token token) => this.at.Part(token.Start, token.Length);

    private bool Word(string word, string sign)
    {
        bool here = (this.token.Kind == TokenKind.Name && this.token.Text == word)
            || (this.token.Kind == TokenKind.Operator && this.token.Text == sign);
        if (here) this.Advance();
        return here;
    }

    private void Advance() => this.token = this.lexer.Next();
}
