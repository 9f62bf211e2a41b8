using System.Text.Encodings.Web;
using System.Text.Json;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>
/// Puts values back in one text, whole or in pieces. In a text that is JSON, they are written with its escapes, so that a quote or a line feed in
/// a value does not break it.
/// </summary>
internal sealed class RestoredText
{
    private readonly StreamRestorer restorer;
    private bool? isJson;
    private char first;

    /// <param name="isJson">Null to find out by the first two characters.</param>
    public RestoredText(MaskMap map, bool? isJson = null)
    {
        this.isJson = isJson;
        restorer = new StreamRestorer(map, Written);
    }

    public bool Holds => restorer.Holds;

    public static string Whole(MaskMap map, string text, bool? isJson = null)
    {
        var restored = new RestoredText(map, isJson);
        return restored.Feed(text) + restored.Finish();
    }

    public string Feed(string piece)
    {
        if (isJson is null)
        {
            Look(piece);
        }

        return restorer.Feed(piece);
    }

    public string Finish() => restorer.Finish();

    private void Look(string piece)
    {
        foreach (var letter in piece)
        {
            if (char.IsWhiteSpace(letter))
            {
                continue;
            }

            if (first == 0 && letter == '[')
            {
                first = letter;
                continue;
            }

            isJson = first == 0 ? letter == '{' : letter is '{' or '[' or '"' or ']';
            return;
        }
    }

    private string Written(string value) => isJson == true ? JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() : value;
}
