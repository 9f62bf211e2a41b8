using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Collections;

/// <summary>The known audiences in words; others as they are.</summary>
internal static class Audiences
{
    public static string Name(IStringLocalizer<CollectionTexts> texts, string audience)
    {
        var known = texts[$"audience.{audience}"];
        return known.ResourceNotFound ? audience : known.Value;
    }
}
