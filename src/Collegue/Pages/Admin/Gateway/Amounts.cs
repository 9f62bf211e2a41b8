using System.Globalization;
using Collegue.Gateway.Administration;
using Collegue.Pages.Admin.Models;
using Collegue.Storage.Gateway;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>Amounts of limits: whole numbers of requests or tokens, or euros.</summary>
internal static class Amounts
{
    private const long Most = 1_000_000_000_000_000;

    /// <summary>Null when it is no such amount.</summary>
    public static long? Parse(string? typed, LimitMeasure measure) =>
        measure == LimitMeasure.Micros ? Euros.Parse(typed)
        : long.TryParse(string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter))), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number
        : null;

    public static string Typed(long amount, LimitMeasure measure) =>
        measure == LimitMeasure.Micros ? Euros.Typed(amount) : amount.ToString(CultureInfo.InvariantCulture);

    public static string Shown(long amount, LimitMeasure measure, IStringLocalizer<GatewayTexts> texts) =>
        measure == LimitMeasure.Micros ? Euros.Shown(amount)
        : texts[$"limit.amount.{measure}{(IsSingular(amount) ? ".one" : "")}", amount.ToString("N0", CultureInfo.CurrentCulture)];

    /// <summary>Two decimals, and more for what would be nothing with two.</summary>
    public static string Estimated(decimal amount) => amount.ToString(amount is > 0 and < 0.01m ? "0.######" : "N2", CultureInfo.CurrentCulture);

    // Nothing is singular in French.
    private static bool IsSingular(long amount) => amount == 1 || (amount == 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr");
}

/// <summary>Limits in words.</summary>
internal static class LimitWords
{
    /// <param name="subject">Name of the department, user or key; null for a limit of all.</param>
    public static string Whose(IStringLocalizer<GatewayTexts> texts, GatewayLimit limit, string? subject) =>
        texts[$"limit.subject.{limit.Subject}", subject is { Length: > 0 } ? subject : texts["limit.subject.gone"].Value];

    public static string What(IStringLocalizer<GatewayTexts> texts, GatewayLimit limit, LimitSubjects names)
    {
        var most = Amounts.Shown(limit.Most, limit.Measure, texts);
        var (whose, period) = (Whose(texts, limit, LimitReading.SubjectOf(limit, names)), texts[$"limit.period.{limit.Period}"].Value);
        return limit.RouterId == Guid.Empty
            ? texts["limit.what", whose, most, period]
            : texts["limit.what.router", whose, most, period, names.Routers.GetValueOrDefault(limit.RouterId) ?? texts["limit.subject.gone"].Value];
    }
}
