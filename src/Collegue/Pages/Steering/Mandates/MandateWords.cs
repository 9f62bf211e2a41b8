using System.Globalization;
using Collegue.Casework.Mandates;
using Collegue.Design;
using Collegue.Storage.Mandates;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Mandates;

/// <summary>Says levels, rates and causes in words for people who know no statistics.</summary>
internal sealed class MandateWords(IStringLocalizer<MandateTexts> texts)
{
    public string Level(MandateLevel level) => texts[$"level.{level.ToString().ToLowerInvariant()}"];

    public string What(MandateLevel level) => texts[$"level.{level.ToString().ToLowerInvariant()}.what"];

    public string Cause(MandateCause cause) => texts[$"cause.{cause.ToString().ToLowerInvariant()}"];

    public string Error(ErrorKind kind) => texts[$"error.{kind.ToString().ToLowerInvariant()}"];

    /// <summary>Rounded down: what is said to be reached is reached.</summary>
    public static string AtLeast(double rate) => (Math.Floor((rate * 100) + 1e-9) / 100).ToString("P0", CultureInfo.CurrentCulture);

    public static string Rate(double rate) => rate.ToString("P0", CultureInfo.CurrentCulture);

    public static string Index(double value) => value.ToString("0.0", CultureInfo.CurrentCulture);

    public static string Day(DateTimeOffset at) => TownHallTime.DayOf(at).ToString("d", CultureInfo.CurrentCulture);

    public static Tone ToneOf(MandateLevel level) => level switch
    {
        MandateLevel.Off or MandateLevel.Observe => Tone.Neutral,
        MandateLevel.Propose => Tone.Info,
        _ => Tone.Success,
    };

    public string Evidence(ExactInterval evidence) => evidence.Reviewed == 0
        ? texts["evidence.none.short"]
        : texts["evidence.short", evidence.Kept, evidence.Reviewed, AtLeast(evidence.Lower)];

    public string Missing(MandateFile file) =>
        file.IsForHumans ? texts["missing.human"]
        : file.Next is not { } next ? texts["missing.top"]
        : file.Gaps.Count == 0 ? texts["missing.nothing", Level(next)]
        : texts[file.Gaps.Count == 1 ? "missing.count.one" : "missing.count.many", file.Gaps.Count, Level(next)];

    public string Engine(MandateConditions conditions) =>
        conditions.Model is { } model ? texts["frozen.model", model] : texts["frozen.extract"];
}
