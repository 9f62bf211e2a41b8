using System.Globalization;

namespace Collegue.Pages.Desk.Writing;

/// <summary>Languages a text may be translated to.</summary>
internal static class Languages
{
    public static IReadOnlyList<string> All { get; } = ["en", "ar", "es", "pt", "it", "de", "uk", "ru", "tr", "zh", "ro", "pl"];

    /// <summary>The one asked for, else English.</summary>
    public static string Known(string? code) => All.FirstOrDefault(known => known == code) ?? All[0];

    /// <summary>As the language of the screen names it.</summary>
    public static string Name(string code) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr"
        ? French[code]
        : CultureInfo.GetCultureInfo(code).EnglishName;

    private static Dictionary<string, string> French { get; } = new()
    {
        ["en"] = "anglais",
        ["ar"] = "arabe",
        ["es"] = "espagnol",
        ["pt"] = "portugais",
        ["it"] = "italien",
        ["de"] = "allemand",
        ["uk"] = "ukrainien",
        ["ru"] = "russe",
        ["tr"] = "turc",
        ["zh"] = "chinois",
        ["ro"] = "roumain",
        ["pl"] = "polonais",
    };
}
