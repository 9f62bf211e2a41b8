using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Collegue.Knowledge.Reading;

/// <summary>The words of a paragraph as they are read: inserted text in, deleted text and field codes out.</summary>
internal sealed class DocxRuns(MainDocumentPart part)
{
    public string Text(Paragraph paragraph)
    {
        var text = new StringBuilder();
        Append(text, paragraph);
        return text.ToString();
    }

    /// <summary>Boxes anchored in the paragraph; each is written twice, for new and for old readers.</summary>
    public static IEnumerable<OpenXmlElement> TextBoxes(Paragraph paragraph) =>
        paragraph.Descendants<TextBoxContent>().Where(box =>
            !box.Ancestors<AlternateContentFallback>().Any() && box.Ancestors<Paragraph>().First() == paragraph);

    private void Append(StringBuilder text, OpenXmlElement parent)
    {
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Text words:
                    text.Append(words.Text.ReplaceLineEndings(" "));
                    break;
                case TabChar or PositionalTab:
                    text.Append(' ');
                    break;
                case Break { Type: null } or CarriageReturn:
                    text.Append('\n');
                    break;
                case Break:
                    text.Append(' ');
                    break;
                case NoBreakHyphen:
                    text.Append('-');
                    break;
                case Hyperlink link:
                    text.Append(LinkText.With(Inner(link), Target(link)));
                    break;
                case DeletedRun or MoveFromRun or Drawing or Picture or AlternateContent or ParagraphProperties or RunProperties:
                    break;
                default:
                    Append(text, element);
                    break;
            }
        }
    }

    private string Inner(OpenXmlElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return text.ToString();
    }

    private string? Target(Hyperlink link) =>
        part.HyperlinkRelationships.FirstOrDefault(relationship => relationship.Id == link.Id?.Value)?.Uri?.OriginalString;
}
