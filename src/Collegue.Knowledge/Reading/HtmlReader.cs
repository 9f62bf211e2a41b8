using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Collegue.Knowledge.Reading;

/// <summary>A page without its menus, banners, forms and scripts.</summary>
internal static class HtmlReader
{
    private const int MostTags = 400_000;
    private static readonly HtmlParserOptions Options = new() { MaximumDepth = ReadingBounds.DeepestXml, SkipComments = true };

    /// <param name="leaveOut">What else is not the content of this page.</param>
    public static FileReading Read(string html, Predicate<IElement>? leaveOut = null) => Read(Parse(html), leaveOut);

    public static IHtmlDocument Parse(string html)
    {
        if (html.AsSpan().Count('<') > MostTags)
            throw new OverLimitException(ReadingTexts.Swollen);
        if (HtmlNesting.IsTooDeep(html))
            throw new OverLimitException(ReadingTexts.TooDeep);
        return new HtmlParser(Options).ParseDocument(html);
    }

    /// <summary>Takes the page apart: what surrounds its content is gone afterwards.</summary>
    public static FileReading Read(IHtmlDocument page, Predicate<IElement>? leaveOut = null)
    {
        foreach (var furniture in page.All.Where(element => HtmlFurniture.Is(element) || leaveOut?.Invoke(element) == true).ToList())
            furniture.Remove();
        var blocks = new HtmlBlocks().Read(Content(page));
        var title = blocks.OfType<Block.Heading>().FirstOrDefault(heading => heading.Level == 1)?.Title ?? Spacing.Line(page.Title);
        return new FileReading.Text(blocks, title.Length == 0 ? null : title);
    }

    /// <summary>HTML found inside another format.</summary>
    public static IEnumerable<Block> Fragment(string html) =>
        Read(html) is FileReading.Text text ? text.Blocks : [];

    private static INode Content(IHtmlDocument page)
    {
        var mains = page.QuerySelectorAll("main, [role=main]");
        if (mains.Length == 1 && !string.IsNullOrWhiteSpace(mains[0].TextContent))
            return mains[0];
        var articles = page.QuerySelectorAll("article");
        if (articles.Length == 1 && !string.IsNullOrWhiteSpace(articles[0].TextContent))
            return articles[0];
        return page.Body ?? (INode)page;
    }
}
