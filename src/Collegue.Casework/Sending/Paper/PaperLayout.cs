using PdfSharp.Drawing;

namespace Collegue.Casework.Sending.Paper;

/// <summary>One line of the letter, where it stands.</summary>
/// <param name="Block">Lines of one paragraph share it.</param>
/// <param name="Top">Millimetres from the top of its page.</param>
internal sealed record PaperLine(string Text, XFont Font, bool IsHeading, int Block, int Page, double Left, double Top);

/// <summary>
/// Places the text of a letter on pages. Measures are those of a DL envelope with its window on the right: the address begins 110 mm
/// from the left and 48 mm from the top.
/// </summary>
internal sealed class PaperLayout
{
    public const double AddressLeft = 110;
    public const double AddressTop = 48;
    private const double Margin = 20;
    private const double RightEdge = 190;
    private const double FirstBody = 104;
    private const double NextBody = 30;
    private const double LastLine = 274;

    private readonly List<PaperLine> lines = [];
    private readonly XGraphics ruler = XGraphics.CreateMeasureContext(new XSize(1000, 1000), XGraphicsUnit.Point, XPageDirection.Downwards);
    private readonly XFont text = PaperFonts.Of(11);
    private readonly XFont strong = PaperFonts.Of(11, bold: true);
    private readonly XFont small = PaperFonts.Of(9);
    private int block;
    private int page;
    private double top;

    private PaperLayout()
    {
    }

    public static IReadOnlyList<PaperLine> Of(PaperLetter letter)
    {
        var layout = new PaperLayout();
        layout.Head(letter);
        layout.top = FirstBody;
        layout.Paragraph(letter.Subject, layout.strong, heading: true);
        layout.top += 4;
        foreach (var paragraph in letter.Body.Split('\n'))
        {
            layout.Paragraph(paragraph, layout.text);
        }

        layout.top += 6;
        foreach (var note in letter.Notes)
        {
            layout.Paragraph(note, layout.small);
            layout.top += 1.5;
        }

        return layout.lines;
    }

    private void Head(PaperLetter letter)
    {
        top = 18;
        foreach (var (index, line) in letter.Sender.Index())
        {
            Place(line, index == 0 ? strong : small, Margin, AddressLeft - Margin - 8);
        }

        block++;
        top = AddressTop;
        foreach (var line in letter.Recipient)
        {
            var size = 11.0;
            while (size > 8 && Width(PaperText.Printable(line), PaperFonts.Of(size)) > Points(RightEdge - AddressLeft))
            {
                size -= 0.5;
            }

            Place(line, PaperFonts.Of(size), AddressLeft, RightEdge - AddressLeft);
        }

        block++;
        top = 88;
        Place(letter.Date, text, AddressLeft, RightEdge - AddressLeft);
        block++;
        top = 88;
        Place(letter.Reference, text, Margin, AddressLeft - Margin - 8);
        block++;
    }

    private void Paragraph(string paragraph, XFont font, bool heading = false)
    {
        if (string.IsNullOrWhiteSpace(paragraph))
        {
            top += Height(font) / 2;
            return;
        }

        Place(paragraph, font, Margin, RightEdge - Margin, heading);
        block++;
    }

    private void Place(string paragraph, XFont font, double left, double width, bool heading = false)
    {
        foreach (var line in Wrap(PaperText.Printable(paragraph), font, Points(width)))
        {
            if (top + Height(font) > LastLine)
            {
                page++;
                top = NextBody;
            }

            lines.Add(new PaperLine(line, font, heading, block, page, left, top));
            top += Height(font);
        }
    }

    /// <summary>Lines that fit the width; a word longer than a line, as some addresses of pages, is cut.</summary>
    private IEnumerable<string> Wrap(string paragraph, XFont font, double width)
    {
        var line = "";
        foreach (var word in paragraph.Split(' ').SelectMany(word => Pieces(word, font, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length == 0 || Width(longer, font) <= width)
            {
                line = longer;
                continue;
            }

            yield return line;
            line = word;
        }

        yield return line;
    }

    private IEnumerable<string> Pieces(string word, XFont font, double width)
    {
        while (Width(word, font) > width)
        {
            var fits = 1;
            while (fits < word.Length && Width(word[..(fits + 1)], font) <= width)
            {
                fits++;
            }

            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }

    private double Width(string words, XFont font) => ruler.MeasureString(words, font).Width;

    private static double Height(XFont font) => font.Size * 0.47;

    private static double Points(double millimetres) => XUnit.FromMillimeter(millimetres).Point;
}
