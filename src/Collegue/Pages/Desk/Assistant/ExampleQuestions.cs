using Collegue.Pages.Desk.Collections;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>What an agent could ask first: about documents of the organisation's own collections, else about what everybody asks.</summary>
internal sealed class ExampleQuestions(CollegueDb db, CollectionShelf shelf, IStringLocalizer<AssistantTexts> texts, TimeProvider clock)
{
    private const int Most = 4;
    private const int LongestTitle = 70;

    public async Task<IReadOnlyList<string>> OfAsync(AgentRights rights, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(Design.TownHallTime.Of(clock.GetUtcNow()).Date);
        var own = (await shelf.ListAsync(rights, cancellation)).Where(entry => entry is { IsOwn: true, Collection.IsNational: false }).Select(entry => entry.Collection.Id).ToList();
        var titles = await db.Documents.AsNoTracking()
            .Where(row => own.Contains(row.CollectionId) && (row.ValidUntil == null || row.ValidUntil >= today) && (row.ValidFrom == null || row.ValidFrom <= today)
                && row.Title.Length <= LongestTitle)
            .OrderByDescending(row => row.Updated).ThenBy(row => row.Key).Select(row => row.Title).Take(Most * 3).ToListAsync(cancellation);
        return titles.Count > 0
            ? [.. titles.Distinct(StringComparer.CurrentCultureIgnoreCase).Take(Most).Select(title => texts["example.about", title].Value)]
            : [.. Enumerable.Range(1, Most).Select(number => texts[$"example.{number}"].Value)];
    }
}
