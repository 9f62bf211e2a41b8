using System.Globalization;
using System.Text.RegularExpressions;
using Collegue.Casework.Deadlines;
using Collegue.Storage.Deadlines;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Deadlines;

/// <summary>Delays in words, both ways: "7 jours", "10 jours ouvrés", "2 mois" and the same in English.</summary>
internal sealed partial class DelayWording(IStringLocalizer<DeadlineTexts> texts)
{
    public string Say(Delay? delay) =>
        delay is { } given ? texts[$"delay.{given.Unit.ToString().ToLowerInvariant()}.{(given.Amount is 0 or 1 ? "one" : "many")}", given.Amount] : "";

    /// <summary>Null when what was typed is no delay.</summary>
    public static Delay? Read(string? typed)
    {
        if (Typed().Match((typed ?? "").Trim().ToLowerInvariant()) is not { Success: true } match
            || !int.TryParse(match.Groups["amount"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount > 1000)
        {
            return null;
        }

        return match.Groups["working"].Success ? new Delay(amount, DelayUnit.WorkingDays)
            : match.Groups["months"].Success ? new Delay(amount, DelayUnit.Months)
            : new Delay(amount, DelayUnit.Days);
    }

    public string Effect(SilenceEffect effect) => texts[$"effect.{effect.ToString().ToLowerInvariant()}"];

    public string Pause(PauseEffect effect) => texts[$"pause.{effect.ToString().ToLowerInvariant()}"];

    public string Region(HolidayRegion region) => texts[$"region.{region.ToString().ToLowerInvariant()}"];

    [GeneratedRegex(@"^(?<amount>[0-9]{1,4})\s+(?:(?<working>jours?\s+ouvr[ée]s?|working\s+days?)|(?<months>mois|months?)|jours?|days?)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Typed();
}
