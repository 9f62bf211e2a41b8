using System.Runtime.CompilerServices;
using System.Text;
using Markdig.Syntax.Inlines;

namespace Collegue.Knowledge.Reading;

/// <summary>The words of a Markdown line without its marks.</summary>
internal static class MarkdownInlines
{
    public static string Text(ContainerInline? inline)
    {
        var text = new StringBuilder();
        if (inline is not null)
            Append(text, inline);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContainerInline container)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LinkInline link:
                    text.Append(link.IsImage ? Text(link) : LinkText.With(Text(link), link.Url));
                    break;
                case AutolinkInline address:
                    text.Append(address.Url);
                    break;
                case LineBreakInline line:
                    text.Append(line.IsHard ? '\n' : ' ');
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                    text.Append('\n');
                    break;
                case ContainerInline inner:
                    Append(text, inner);
                    break;
            }
        }
    }
}
