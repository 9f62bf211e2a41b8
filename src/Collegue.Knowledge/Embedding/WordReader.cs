namespace Collegue.Knowledge.Embedding;

/// <summary>
/// The words of a text one after the other, folded: letters and digits between anything else, so that elisions, hyphens and
/// punctuation separate. Reads any sequence of UTF-16, valid or not.
/// </summary>
internal ref struct WordReader(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Letters kept of one word; the buffer given must hold them.</summary>
    public const int LongestWord = 48;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _at;

    /// <summary>The word last read; valid until the next one is read.</summary>
    public ReadOnlySpan<char> Word { get; private set; }

    public bool Next()
    {
        var length = 0;
        while (_at < _text.Length)
        {
            var (first, second) = Folding.Of(_text[_at++]);
            if (first == Folding.Nothing)
            {
                continue;
            }

            if (first == Folding.Break)
            {
                if (length > 0)
                {
                    break;
                }

                continue;
            }

            if (length < LongestWord)
            {
                _buffer[length++] = first;
            }

            if (second != Folding.Break && length < LongestWord)
            {
                _buffer[length++] = second;
            }
        }

        Word = _buffer[..length];
        return length > 0;
    }
}
