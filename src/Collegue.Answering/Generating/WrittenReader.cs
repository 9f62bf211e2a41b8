using System.Text;

namespace Collegue.Answering.Generating;

/// <summary>
/// Cuts what a model writes, as it comes and wherever it is cut, into sentences: JSON objects, one a line or in an array or a fence, or
/// lines of plain text. What a model thinks aloud between <c>think</c> marks is not read.
/// </summary>
internal sealed class WrittenReader
{
    /// <summary>Longer than any sentence: the model runs wild.</summary>
    public const int LongestPiece = 6_000;

    private const string ThinkStart = "<think>";
    private const string ThinkEnd = "</think>";

    private readonly StringBuilder _piece = new();
    private Mode _mode = Mode.Text;
    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _lineEnded;

    private enum Mode
    {
        Text,
        Object,
        Thought,
    }

    /// <summary>Letters of what is not finished.</summary>
    public int Pending => _piece.Length;

    /// <summary>The end of what is not finished, to see whether it repeats itself.</summary>
    public string Tail(int letters) => _piece.ToString(Math.Max(0, _piece.Length - letters), Math.Min(letters, _piece.Length));

    public IEnumerable<Written> Feed(string text)
    {
        foreach (var letter in text)
        {
            foreach (var written in Next(letter))
                yield return written;
        }
    }

    public IEnumerable<Written> Finish()
    {
        var rest = _piece.ToString();
        _piece.Clear();
        return _mode switch
        {
            Mode.Object => WrittenObject.Read(rest),
            Mode.Text => Line(rest),
            _ => [],
        };
    }

    private IEnumerable<Written> Next(char letter) => _mode switch
    {
        Mode.Thought => Thought(letter),
        Mode.Object => Object(letter),
        _ => Text(letter),
    };

    private IEnumerable<Written> Text(char letter)
    {
        if (letter == '{')
        {
            // French has no braces: an object begins, whatever was announced before it.
            var before = Take();
            Open();
            return Line(before);
        }

        _piece.Append(letter);
        if (letter == '>' && EndsWith(ThinkStart))
        {
            _piece.Clear();
            _mode = Mode.Thought;
            return [];
        }

        return letter == '\n' ? Line(Take()) : [];
    }

    private IEnumerable<Written> Thought(char letter)
    {
        _piece.Append(letter);
        if (letter == '>' && EndsWith(ThinkEnd))
        {
            _piece.Clear();
            _mode = Mode.Text;
        }
        else if (_piece.Length > LongestPiece)
        {
            // Only its end matters; a model may think long.
            _piece.Remove(0, _piece.Length - ThinkEnd.Length);
        }

        return [];
    }

    private IEnumerable<Written> Object(char letter)
    {
        if (_lineEnded && letter == '{' && (_inString || _depth == 1))
        {
            // The object before was never closed.
            var broken = Take();
            Open();
            return WrittenObject.Read(broken);
        }

        _lineEnded = letter is '\n' or '\r' || (_lineEnded && char.IsWhiteSpace(letter));
        _piece.Append(letter);
        if (_escaped)
            _escaped = false;
        else if (_inString)
            (_escaped, _inString) = (letter == '\\', letter != '"');
        else if (letter == '"')
            _inString = true;
        else if (letter == '{')
            _depth++;
        else if (letter == '}' && --_depth == 0)
        {
            _mode = Mode.Text;
            return WrittenObject.Read(Take());
        }

        return [];
    }

    private void Open()
    {
        _piece.Clear().Append('{');
        (_mode, _depth, _inString, _escaped, _lineEnded) = (Mode.Object, 1, false, false, false);
    }

    private string Take()
    {
        var taken = _piece.ToString();
        _piece.Clear();
        return taken;
    }

    private bool EndsWith(string mark) => _piece.Length >= mark.Length && _piece.ToString(_piece.Length - mark.Length, mark.Length) == mark;

    private static IEnumerable<Written> Line(string line) => IsFrame(line) || line.AsSpan().Trim().StartsWith("```") ? [] : WrittenText.Read(line.Trim());

    /// <summary>What may stand around objects: brackets, commas, fences, numbers of a list.</summary>
    private static bool IsFrame(string text) => text.All(letter => char.IsWhiteSpace(letter) || letter is '[' or ']' or ',' or '-' or '*' or '.' or '`' || char.IsAsciiDigit(letter))
        || text.AsSpan().Trim() is "json" or "```json";
}
