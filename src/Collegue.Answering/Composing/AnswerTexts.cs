using System.Globalization;
using System.Resources;

namespace Collegue.Answering.Composing;

/// <summary>The words put around quotes, in the language of the reader.</summary>
internal static class AnswerTexts
{
    private static readonly ResourceManager Texts = new(typeof(AnswerTexts));

    public static string Get(string name, CultureInfo culture, params object[] values)
    {
        var text = Texts.GetString(name, culture) ?? throw new InvalidOperationException($"No text is named {name}.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }
}
