using System.Globalization;
using System.Resources;

namespace Collegue.Answering.Generating;

/// <summary>What is said of a model beside its answer, in the language of the reader.</summary>
internal static class GeneratingTexts
{
    private static readonly ResourceManager Texts = new(typeof(GeneratingTexts));

    public static string Get(string name, CultureInfo culture, params object[] values)
    {
        var text = Texts.GetString(name, culture) ?? throw new InvalidOperationException($"No text is named {name}.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }
}
