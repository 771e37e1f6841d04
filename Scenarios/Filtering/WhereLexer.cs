using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Filtering;

internal enum TokenKind
{
    Name,
    Quantity,
    Operator,
    Open,
    Close,
    Unknown,
    End,
}

/// <param name="Start">Offset in the expression.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int Length);

/// <summary>Cuts an expression into names, quantities with their units, operators and parentheses.</summary>
internal sealed class WhereLexer(string text)
{
    private static readonly string[] Keywords = ["and", "or", "not"];
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "=", "!"];

    private int at;

    public Token Next()
    {
        while (this.at < text.Length && char.IsWhiteSpace(text[this.at])) this.at++;
        if (this.at >= text.Length) return new(TokenKind.End, "the end", text.Length, 1);
        int start = this.at;
        char c = text[start];
        if (c is '(' or ')') return this.Take(c == '(' ? TokenKind.Open : TokenKind.Close, 1);
        if (Operators.FirstOrDefault(o => string.CompareOrdinal(text, start, o, 0, o.Length) == 0) is { } found)
            return this.Take(TokenKind.Operator, found.Length);
        if (c is '"' or '\'') return this.Quoted(c);
        if (char.IsAsciiDigit(c) || c is '.' or '+' or '-') return this.Quantity();
        int length = NameLength(text, start);
        return length > 0 ? this.Take(TokenKind.Name, length) : this.Take(TokenKind.Unknown, 1);
    }

    private static int NameLength(string text, int start)
    {
        int end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.')) end++;
        return end - start;
    }

    private Token Take(TokenKind kind, int length)
    {
        Token token = new(kind, text.Substring(this.at, length), this.at, length);
        this.at += length;
        return token;
    }

    private Token Quoted(char quote)
    {
        int end = text.IndexOf(quote, this.at + 1);
        if (end < 0) return this.Take(TokenKind.Unknown, text.Length - this.at);
        Token token = new(TokenKind.Name, text[(this.at + 1)..end], this.at, end + 1 - this.at);
        this.at = end + 1;
        return token;
    }

    /// <summary>A number, and the unit behind it unless that is a keyword: <c>20 chunks</c>, <c>5 %</c>, <c>10 /s</c>.</summary>
    private Token Quantity()
    {
        int start = this.at;
        int read = ExactNumber.Read(text[start..], out _);
        int end = start + Math.Max(1, read);
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '_')) end++;
        int unit = end;
        while (unit < text.Length && text[unit] == ' ') unit++;
        int stop = unit;
        while (stop < text.Length && (char.IsLetter(text[stop]) || text[stop] is '/' or '%')) stop++;
        bool isName = stop < text.Length && (text[stop] is '.' or '_' or '-');
        if (stop > unit && !isName && !Keywords.Contains(text[unit..stop])) end = stop;
        return this.Take(TokenKind.Quantity, end - start);
    }
}
