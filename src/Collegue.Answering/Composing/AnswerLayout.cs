using System.Globalization;
using System.Text;

namespace Collegue.Answering.Composing;

/// <summary>Lays an answer or an orientation out as plain text.</summary>
internal static class AnswerLayout
{
    public static string Of(IReadOnlyList<AnswerSentence> sentences, CultureInfo culture)
    {
        var text = new StringBuilder();
        string? situation = null;
        for (var at = 0; at < sentences.Count; at++)
        {
            var sentence = sentences[at];
            if (!IsService(sentence) && sentence.Situation != situation)
            {
                Line(text, Title(sentence.Situation, culture), blankBefore: true);
                situation = sentence.Situation;
            }
            var apart = at > 0 && (IsService(sentence) != IsService(sentences[at - 1]) || sentence.Role == SentenceRole.TableRow);
            Line(text, Words(sentence, culture), apart);
        }
        return text.ToString();
    }

    public static string Of(OfficeContact? office, CultureInfo culture)
    {
        var text = AnswerTexts.Get("NoSource", culture);
        return office is null
            ? $"{text} {AnswerTexts.Get("AskOfficeUnnamed", culture)}"
            : $"{text} {AnswerTexts.Get("AskOffice", culture, Ways(office, culture))}{Hours(office, culture)}";
    }

    /// <summary>How to reach an agent; empty when nothing is known.</summary>
    public static string Reach(OfficeContact? office, CultureInfo culture) => office is null
        ? ""
        : AnswerTexts.Get("Reach", culture, Ways(office, culture)) + Hours(office, culture);

    private static string Ways(OfficeContact office, CultureInfo culture)
    {
        string?[] ways =
        [
            office.Name,
            Way("Phone", office.Phone, culture),
            Way("Email", office.Email, culture),
            Way("Address", office.Address, culture),
        ];
        return string.Join(", ", ways.Where(way => !string.IsNullOrWhiteSpace(way)));
    }

    private static string Hours(OfficeContact office, CultureInfo culture) => string.IsNullOrWhiteSpace(office.OpeningHours)
        ? ""
        : $" {AnswerTexts.Get("Hours", culture, office.OpeningHours.TrimEnd('.', ' '))}";

    private static string Words(AnswerSentence sentence, CultureInfo culture)
    {
        var words = sentence.Role switch
        {
            SentenceRole.ListItem => "- " + sentence.Text,
            SentenceRole.WhereToGo => AnswerTexts.Get("WhereToGo", culture, sentence.Text),
            SentenceRole.OnlineService => AnswerTexts.Get("OnlineService", culture, sentence.Text),
            _ => sentence.Text,
        };
        if (sentence.Link is not null)
            words += $" ({sentence.Link})";
        return sentence.ContinuesInSource ? $"{words} {AnswerTexts.Get("Continues", culture)}" : words;
    }

    private static string Title(string? situation, CultureInfo culture) => situation is null
        ? AnswerTexts.Get("Besides", culture)
        : AnswerTexts.Get("ForSituation", culture, situation);

    private static bool IsService(AnswerSentence sentence) => sentence.Role is SentenceRole.WhereToGo or SentenceRole.OnlineService;

    private static string? Way(string name, string? value, CultureInfo culture) =>
        string.IsNullOrWhiteSpace(value) ? null : AnswerTexts.Get(name, culture, value);

    private static void Line(StringBuilder text, string line, bool blankBefore)
    {
        if (text.Length > 0)
            text.Append(blankBefore ? "\n\n" : "\n");
        text.Append(line);
    }
}
