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
        var fitted = Fit([([.. turns.Select(turn => new SheetLine(turn.Turn.Question))], 5), (bring, 11), (steps, 11), (contacts, 4), (services, 3), ([.. cited], 4)]);
        return new AppointmentSheet
        {
            Asked = fitted[0],
            Bring = fitted[1],
            Steps = fitted[2],
            Contacts = fitted[3],
            Services = fitted[4],
            Sources = fitted[5],
        };
    }

    private static SheetLine LineOf(AnswerSentence sentence) => new(sentence.Text.ReplaceLineEndings(" ; "), sentence.Link, !sentence.Supported);

    /// <summary>Gives each part its share of the page, then what others leave to those that need more.</summary>
    private static SheetPart[] Fit((List<SheetLine> Lines, int Share)[] parts)
    {
        var all = Array.ConvertAll(parts, part => part.Lines.DistinctBy(line => line.Text).Select(line => line with { Text = PlainText.FirstWords(line.Text, LongestLine) }).ToList());
        var taken = all.Zip(parts, (lines, part) => Within(lines, part.Share)).ToArray();
        var spare = parts.Zip(taken, (part, kept) => part.Share - kept.Height).Sum();
        for (var at = 0; at < parts.Length; at++)
        {
            var more = Within(all[at], taken[at].Height + spare);
            spare -= more.Height - taken[at].Height;
            taken[at] = more;
        }

        return [.. all.Zip(taken, (lines, kept) => new SheetPart(lines[..kept.Count], lines.Count - kept.Count))];
    }

    /// <summary>How many of the first lines fit in so many printed lines.</summary>
    private static (int Count, int Height) Within(List<SheetLine> lines, int most)
    {
        var (count, height) = (0, 0);
        foreach (var line in lines)
        {
            var next = height + 1 + ((line.Text.Length + Math.Min(line.Link?.Length ?? 0, LongestLine)) / LettersOfLine);
            if (next > most)
            {
                break;
            }

            (count, height) = (count + 1, next);
        }

        return (count, height);
    }

    [GeneratedRegex(@"\b(pièces?|documents?|justificatifs?|papiers?|photos?|apporter|fournir|munir|présenter|joindre|formulaires?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Papers();
}
