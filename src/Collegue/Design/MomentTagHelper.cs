using System.Globalization;
using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design;

/// <summary><c>&lt;moment at="instant" /&gt;</c>: date and time in long form; <c>day-only</c> leaves the time out.</summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public bool DayOnly { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var local = TownHallTime.Of(At);
        var day = TownHallTime.Long(TownHallTime.DayOf(At));
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", local.ToString(DayOnly ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture));
        output.Content.SetContent(DayOnly ? day : texts["moment", day, TownHallTime.Clock(At)]);
    }
}

/// <summary><c>&lt;day on="date" /&gt;</c>: a calendar day in long form.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTagHelper : TagHelper
{
    public DateOnly On { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.SetContent(TownHallTime.Long(On));
    }
}
