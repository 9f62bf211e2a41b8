using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Channels;

/// <summary>What an agent chooses from when typing a request in.</summary>
internal sealed class ChannelChoices(CollegueDb db, IStringLocalizer<ChannelTexts> texts)
{
    public static IReadOnlyList<Channel> Typed { get; } = [Channel.Phone, Channel.Counter, Channel.Paper];

    public IEnumerable<SelectListItem> Channels => Typed.Select(channel => Item("channel", channel));

    public IEnumerable<SelectListItem> Replies => Enum.GetValues<ReplyChannel>().Select(channel => Item("reply-by", channel));

    public IEnumerable<SelectListItem> Qualities => [new(texts["proxy.nobody"], ""), .. Enum.GetValues<ProxyQuality>().Select(quality => Item("quality", quality))];

    public IEnumerable<SelectListItem> Consents => Enum.GetValues<ProxyConsent>().Select(consent => Item("consent", consent));

    public IEnumerable<SelectListItem> Languages => [new(texts["language.fr"], "fr"), new(texts["language.en"], "en")];

    public async Task<IReadOnlyList<SelectListItem>> DepartmentsAsync(CancellationToken cancellation) =>
    [
        new SelectListItem(texts["department.by-triage"], ""),
        .. (await db.Departments.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation)).ConvertAll(row => new SelectListItem(row.Name, row.Id.ToString())),
    ];

    private SelectListItem Item<T>(string group, T value)
        where T : struct, Enum => new(texts[$"{group}.{value}"], value.ToString());
}
