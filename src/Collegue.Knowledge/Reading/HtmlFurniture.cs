using AngleSharp.Dom;

namespace Collegue.Knowledge.Reading;

/// <summary>What surrounds the content of a page and is the same on every page of a site.</summary>
internal static class HtmlFurniture
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "nav", "footer", "aside", "svg", "math", "iframe", "object", "embed",
        "canvas", "audio", "video", "select", "option", "button", "input", "textarea", "dialog", "menu",
    };

    private static readonly HashSet<string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        "navigation", "banner", "contentinfo", "search", "menu", "menubar", "complementary", "dialog", "alertdialog",
    };

    private static readonly HashSet<string> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        "menu", "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "ariane", "fil-ariane", "footer", "sidebar",
        "cookie", "cookies", "cookie-banner", "skip-link", "skiplinks", "share", "partage", "pagination", "visually-hidden-focusable",
    };

    public static bool Is(IElement element)
    {
        return Names.Contains(element.LocalName)
            || (element.LocalName == "header" && element.Closest("main, article") is null)
            || element.HasAttribute("hidden")
            || string.Equals(element.GetAttribute("aria-hidden"), "true", StringComparison.OrdinalIgnoreCase)
            || Roles.Contains(element.GetAttribute("role") ?? "")
            || (!HoldsThePage(element) && (Classes.Contains(element.Id ?? "") || element.ClassList.Any(Classes.Contains)));
    }

    // "navigation" on the body or main element describes the page, not a menu.
    private static bool HoldsThePage(IElement element) => element.LocalName is "html" or "body" or "main" or "article";
}
