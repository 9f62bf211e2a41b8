using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace Collegue.Onnx;

/// <summary>Texts as the numbers a model was trained on, with its marks of beginning and end.</summary>
internal sealed class TextTokens
{
    private readonly Func<string, int, IReadOnlyList<int>> _body;
    private readonly int _first;
    private readonly int _last;

    private TextTokens(Func<string, int, IReadOnlyList<int>> body, int first, int last, int padding) =>
        (_body, _first, _last, Padding) = (body, first, last, padding);

    public int Padding { get; }

    /// <exception cref="InvalidDataException">The vocabulary cannot be read.</exception>
    public static TextTokens Open(ModelFolder folder)
    {
        try
        {
            return folder.Vocabulary is { } vocabulary ? WordPieces(vocabulary, LowerCase(folder)) : SentencePieces(folder);
        }
        catch (Exception unread) when (unread is not (OutOfMemoryException or InvalidDataException))
        {
            // The library throws whatever the damage makes it trip over.
            throw new InvalidDataException("the vocabulary of the model cannot be read.", unread);
        }
    }

    /// <summary>At most <paramref name="most"/> numbers, marks included; what follows of the text does not count.</summary>
    public int[] Of(string text, int most) => [_first, .. _body(text, most - 2), _last];

    private static bool LowerCase(ModelFolder folder) => folder.Setting("do_lower_case") is not { ValueKind: JsonValueKind.False };

    private static TextTokens WordPieces(string vocabulary, bool lowerCase)
    {
        var tokens = BertTokenizer.Create(vocabulary, new BertOptions { LowerCaseBeforeTokenization = lowerCase, RemoveNonSpacingMarks = lowerCase });
        return new TextTokens(
            (text, most) => tokens.EncodeToIds(OnOneLine(text), most, addSpecialTokens: false, out _, out _),
            tokens.ClassificationTokenId, tokens.SeparatorTokenId, tokens.PaddingTokenId);
    }

    /// <summary>The library drops line ends and tabs, and would make one word of the two beside them.</summary>
    private static string OnOneLine(string text) => string.Create(text.Length, text, (line, from) =>
    {
        for (var at = 0; at < from.Length; at++)
        {
            line[at] = char.IsWhiteSpace(from[at]) ? ' ' : from[at];
        }
    });

    private static TextTokens SentencePieces(ModelFolder folder)
    {
        using var file = File.OpenRead(folder.SentencePiece!);
        var tokens = SentencePieceTokenizer.Create(file, addBeginningOfSentence: false, addEndOfSentence: false);
        IReadOnlyList<int> Body(string text, int most) =>
            tokens.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false, most, out _, out _);

        // The family of RoBERTa was trained with its own marks before the pieces: <s>, <pad>, </s>, <unk>, then piece 3 as 4 and so on.
        return folder.Setting("model_type")?.GetString() is "xlm-roberta" or "xlm-roberta-xl"
            ? new TextTokens((text, most) => [.. Body(text, most).Select(piece => piece == tokens.UnknownId ? 3 : piece + 1)], 0, 2, 1)
            : new TextTokens(Body, tokens.BeginningOfSentenceId, tokens.EndOfSentenceId, 0);
    }
}
