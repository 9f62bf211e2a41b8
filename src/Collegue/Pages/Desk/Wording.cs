using System.Globalization;
using Collegue.Casework.Triage;
using Collegue.Design;
using Collegue.Storage.Cases;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk;

/// <summary>Says codes, ages and deadlines in the words of the screen.</summary>
internal sealed class Wording(IStringLocalizer<DeskTexts> texts, RuleSet rules, TimeProvider clock)
{
    /// <summary>The kind of task as named in the published rules.</summary>
    public string Task(string? slug) =>
        slug is null ? texts["task.unknown"]
        : rules.Kinds.FirstOrDefault(kind => kind.Slug == slug) is { } kind ? (InEnglish ? kind.Name.En : kind.Name.Fr)
        : slug;

    public string Handling(Handling? handling) => texts[$"handling.{Code(handling?.ToString() ?? "none")}"];

    public string Urgency(Urgency urgency) => texts[$"urgency.{Code(urgency.ToString())}"];

    public static Tone ToneOf(Handling? handling) => handling switch
    {
        Storage.Cases.Handling.Human => Tone.Warning,
        Storage.Cases.Handling.Assisted => Tone.Info,
        Storage.Cases.Handling.Automatable => Tone.Success,
        _ => Tone.Neutral,
    };

    /// <summary>As "3 jours", counted from now.</summary>
    public string Age(DateTimeOffset since) => Span(clock.GetUtcNow() - since);

    /// <summary>How far the deadline is, in calendar days of the town hall.</summary>
    public Deadline DeadlineOf(DateTimeOffset due)
    {
        var now = clock.GetUtcNow();
        var days = TownHallTime.DayOf(due).DayNumber - TownHallTime.DayOf(now).DayNumber;
        return due < now ? new Deadline(days == 0 ? texts["deadline.late.today"] : Counted("deadline.late", -days), Tone.Error)
            : days == 0 ? new Deadline(texts["deadline.today"], Tone.Warning)
            : days == 1 ? new Deadline(texts["deadline.tomorrow"], Tone.Neutral)
            : new Deadline(Counted("deadline.days", days), Tone.Neutral);
    }

    /// <summary>The text for one or for several; <c>{0}</c> is the number.</summary>
    public string Counted(string key, int number) => texts[number is 0 or 1 ? $"{key}.one" : $"{key}.many", number];

    /// <summary>The language a message was written in, by its own name on the screen; null for none or French.</summary>
    public string? Language(string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            return null;
        }

        var known = texts[$"language.{code}"];
        return known.ResourceNotFound ? code : known.Value;
    }

    private string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => texts["age.now"],
        { TotalHours: < 1 } => Counted("age.minutes", (int)span.TotalMinutes),
        { TotalDays: < 1 } => Counted("age.hours", (int)span.TotalHours),
        _ => Counted("age.days", (int)span.TotalDays),
    };

    private static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private static string Code(string name) => name.ToLowerInvariant();
}

internal sealed record Deadline(string Text, Tone Tone);
