using System.Text.Encodings.Web;
using Collegue.Pages.Desk.Cases;
using Xunit;

namespace Collegue.Web.Tests.Desk;

public sealed class MarkingTests
{
    [Fact]
    public void Words_that_several_reasons_share_refer_to_them_in_order()
    {
        using var html = new StringWriter();

        MarkedText.Render("je conteste l'amende", [new Mark(0, 11, 2), new Mark(3, 20, 1)], "reason-").WriteTo(html, HtmlEncoder.Default);

        Assert.Equal(
            "<mark>je conteste l&#x27;amende</mark>"
            + "<sup class=\"evidence\"><a href=\"#reason-1\" aria-label=\"1\">1</a></sup><sup class=\"evidence\"><a href=\"#reason-2\" aria-label=\"2\">2</a></sup>",
            html.ToString());
    }
}
