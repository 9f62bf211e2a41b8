using System.Text.RegularExpressions;
using Collegue.Answering;
using Collegue.Casework.Intake;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>Lines of one part of the sheet, and how many did not fit.</summary>
internal sealed record SheetPart(IReadOnlyList<SheetLine> Lines, int Left);

/// <param name="Link">Where an online service leads.</param>
internal sealed record SheetLine(string Text, string? Link = null, bool IsUnsupported = false);

/// <summary>
/// What a person asked and what the answers say, arranged for an appointment. Every part is bounded in printed lines, so that the
/// whole is one page whatever the answers hold.
/// </summary>
internal sealed partial class AppointmentSheet
{
    private const int LettersOfLine = 88;
    private const int LongestLine = 260;

    public required SheetPart Asked { get; init; }

    /// <summary>Papers, lifted from lists that are announced as such.</summary>
    public required SheetPart Bring { get; init; }

    public required SheetPart Steps { get; init; }
    public required SheetPart Contacts { get; init; }
    public required SheetPart Services { get; init; }
    public required SheetPart Sources { get; init; }

    /// <param name="source">How a source and its date are written on one line.</param>
    public static AppointmentSheet Of(IReadOnlyList<ShownTurn> turns, Func<AnswerCitation, string> source)
    {
        var (bring, steps, contacts, services) = (new List<SheetLine>(), new List<SheetLine>(), new List<SheetLine>(), new List<SheetLine>());
        foreach (var answer in turns.Select(turn => turn.Answer).OfType<Answer>())
        {
            var ofPapers = false;
            foreach (var sentence in answer.Sentences)
            {
                ofPapers = sentence.Role == SentenceRole.ListItem ? ofPapers : Papers().IsMatch(sentence.Text);
                (sentence.Role switch
                {
                    SentenceRole.WhereToGo => contacts,
                    SentenceRole.OnlineService => services,
                    SentenceRole.ListItem when ofPapers => bring,
                    _ => steps,
                }).Add(LineOf(sentence));
            }

            if (answer.Orientation?.Office is { } office)
            {
                contacts.Add(new SheetLine(string.Join(", ", new[] { office.Name, office.Phone, office.Email, office.OpeningHours, office.Address }
                    .Where(part => !string.IsNullOrWhiteSpace(part)))));
            }
        }

        var cited = turns.SelectMany(turn => turn.Sources).DistinctBy(one => one.Citation.DocumentId).Select(one => new SheetLine(source(one.Citation)));
        return new AppointmentSheet
        {
            Asked = Fit(turns.Select(turn => new SheetLine(turn.Turn.Question)), 6),
            Bring = Fit(bring, 12),
            Steps = Fit(steps, 12),
            Contacts = Fit(contacts, 5),
            Services = Fit(services, 4),
            Sources = Fit(cited, 5),
        };
    }

    private static SheetLine LineOf(AnswerSentence sentence) => new(sentence.Text.ReplaceLineEndings(" ; "), sentence.Link, !sentence.Supported);

    private static SheetPart Fit(IEnumerable<SheetLine> lines, int most)
    {
        var all = lines.DistinctBy(line => line.Text).ToList();
        var (kept, taken) = (new List<SheetLine>(), 0);
        foreach (var line in all)
        {
            var text = PlainText.FirstWords(line.Text, LongestLine);
            var height = 1 + ((text.Length + Math.Min(line.Link?.Length ?? 0, LongestLine)) / LettersOfLine);
            if (taken + height > most)
            {
                break;
            }

            kept.Add(line with { Text = text });
            taken += height;
        }

        return new SheetPart(kept, all.Count - kept.Count);
    }

    [GeneratedRegex(@"\b(pièces?|documents?|justificatifs?|papiers?|photos?|apporter|fournir|munir|présenter|joindre|formulaires?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Papers();
}
