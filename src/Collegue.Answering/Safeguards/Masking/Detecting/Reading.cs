using System.Globalization;
using Collegue.Answering.Grounding;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

internal enum TokenKind
{
    Word,
    Number,
    Mark,

    /// <summary>A placeholder: what it stands for was masked before.</summary>
    Hole,
}

internal readonly record struct Token(int Start, int End, TokenKind Kind)
{
    public int Length => End - Start;
}

/// <summary>A text cut once into runs of letters, runs of digits and single marks; spaces are between tokens.</summary>
internal sealed class Reading
{
    private readonly char[] _plain;
    private readonly List<Token> _tokens = [];
    private readonly string?[] _words;

    public Reading(string text)
    {
        Text = text;
        _plain = FactText.Plain(text).ToCharArray();
        Cut();
        _words = new string?[_tokens.Count];
    }

    public string Text { get; }

    public int Count => _tokens.Count;

    /// <summary>How often a token was looked at: what the time is made of.</summary>
    public long Steps { get; private set; }

    public Token this[int at]
    {
        get
        {
            Steps++;
            return _tokens[at];
        }
    }

    public bool Is(int at, TokenKind kind) => at >= 0 && at < _tokens.Count && this[at].Kind == kind;

    public bool IsMark(int at, char mark) => Is(at, TokenKind.Mark) && _plain[_tokens[at].Start] == mark;

    /// <summary>Lower case without accents; empty outside of the text.</summary>
    public string Word(int at)
    {
        if (at < 0 || at >= _tokens.Count)
            return "";
        Steps++;
        return _words[at] ??= Plain(_tokens[at]);
    }

    public ReadOnlySpan<char> Written(int at) => Text.AsSpan(_tokens[at].Start, _tokens[at].Length);

    public bool IsCapitalised(int at) => Is(at, TokenKind.Word) && char.IsUpper(Text[_tokens[at].Start]);

    public bool IsUpper(int at)
    {
        if (!Is(at, TokenKind.Word))
            return false;
        foreach (var letter in Written(at))
        {
            if (char.IsLower(letter))
                return false;
        }

        return char.IsUpper(Written(at)[0]);
    }

    /// <summary>Characters between a token and the one before.</summary>
    public ReadOnlySpan<char> Gap(int at) =>
        at <= 0 || at >= _tokens.Count ? Text.AsSpan(at <= 0 ? 0 : _tokens[^1].End, at <= 0 && _tokens.Count > 0 ? _tokens[0].Start : 0)
        : Text.AsSpan(_tokens[at - 1].End, _tokens[at].Start - _tokens[at - 1].End);

    public bool IsGlued(int at) => at > 0 && at < _tokens.Count && _tokens[at].Start == _tokens[at - 1].End;

    /// <summary>On the same line as the token before, at most two spaces further.</summary>
    public bool IsNear(int at) => at > 0 && at < _tokens.Count && Gap(at) is { Length: <= 2 } gap && !gap.ContainsAny('\n', '\r');

    public bool StartsLine(int at) => at == 0 || (at < _tokens.Count && Gap(at).ContainsAny('\n', '\r'));

    /// <summary>The plain text before a token, on at most <paramref name="length"/> characters.</summary>
    public ReadOnlySpan<char> Before(int at, int length)
    {
        var end = this[at].Start;
        var start = Math.Max(0, end - length);
        return _plain.AsSpan(start, end - start);
    }

    public bool HasBefore(int at, int length, params ReadOnlySpan<string> words)
    {
        var before = Before(at, length);
        foreach (var word in words)
        {
            if (before.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private string Plain(Token token)
    {
        var word = _plain.AsSpan(token.Start, token.Length);
        return word.ContainsAnyInRange('\u0300', '\u036F')
            ? string.Concat(word.ToString().Where(letter => letter is < '\u0300' or > '\u036F'))
            : word.ToString();
    }

    private void Cut()
    {
        for (var at = 0; at < Text.Length;)
        {
            var start = at;
            if (char.IsWhiteSpace(Text[at]))
            {
                at++;
                continue;
            }

            if (Text[at] == '[' && Placeholder.Read(Text.AsSpan(at), out _, out var length) == PlaceholderReading.Whole)
            {
                at += length;
                _tokens.Add(new Token(start, at, TokenKind.Hole));

                // Its label is no word of the text: "[TELEPHONE_1]" announces no number.
                _plain.AsSpan(start, length).Clear();
            }
            else if (char.IsAsciiDigit(Text[at]))
            {
                while (at < Text.Length && char.IsAsciiDigit(Text[at]))
                    at++;
                _tokens.Add(new Token(start, at, TokenKind.Number));
            }
            else if (char.IsLetter(Text[at]))
            {
                while (at < Text.Length && (char.IsLetter(Text[at]) || CharUnicodeInfo.GetUnicodeCategory(Text[at]) == UnicodeCategory.NonSpacingMark))
                    at++;
                _tokens.Add(new Token(start, at, TokenKind.Word));
            }
            else
            {
                _tokens.Add(new Token(start, ++at, TokenKind.Mark));
            }
        }
    }
}
