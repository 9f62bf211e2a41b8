using System.Globalization;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>What is said of a website, in the language of those who import it; one line each.</summary>
internal static class SiteTexts
{
    public const string Broken = "la connexion a échoué";
    public const string PrivateAddress =
        "l'adresse mène au réseau privé : donnez-la en chiffres, ou autorisez les noms privés (Site:PrivateNames)";
    public const string Elsewhere = "l'adresse redirige vers un autre hôte : elle n'est pas suivie";
    public const string MovedForNow = "l'adresse redirige ailleurs pour le moment : ce qui en était connu est gardé";
    public const string Circle = "l'adresse redirige trop de fois";
    public const string Unfinished = "non relue : la lecture du site s'est arrêtée avant";

    public static string NotAnAddress(string text) => $"« {text} » n'est pas une adresse http ou https";

    public static string Status(int status) => string.Create(CultureInfo.InvariantCulture, $"réponse {status}");

    public static string TimedOut(double seconds) => string.Create(CultureInfo.InvariantCulture, $"pas de réponse en {seconds:0.#} s");

    public static string NoStart(Uri start, string reason) => $"la page de départ {start} ne peut pas être lue : {reason}";

    public static string StartElsewhere(Uri start, Uri? target) =>
        $"la page de départ {start} redirige vers {target?.GetLeftPart(UriPartial.Path) ?? "une autre adresse"} : donnez cette adresse-là";

    public static string NoStartAllowed(Uri start) => $"robots.txt demande de ne pas lire la page de départ {start}";

    public static string NoRobots(string reason) => $"robots.txt ne répond pas ({reason}) : le site n'est pas lu sans lui";

    public static string Down(int failures) =>
        string.Create(CultureInfo.InvariantCulture, $"le site ne répond plus ({failures} échecs de suite) : la lecture s'arrête et rien n'est retiré");

    public static string Endless(int left) =>
        string.Create(CultureInfo.InvariantCulture, $"{left} adresses de cette forme non suivies (calendrier ou liste sans fin)");

    public static string LeftOut(int left, string bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{left} adresses non lues : {bound}");

    public static string PageBound(int pages) => string.Create(CultureInfo.InvariantCulture, $"limite de {pages} pages (Site:MaxPages)");

    public static string DepthBound(int depth) => string.Create(CultureInfo.InvariantCulture, $"plus de {depth} liens depuis la page de départ (Site:MaxDepth)");

    public static string TimeBound(int minutes) => string.Create(CultureInfo.InvariantCulture, $"limite de {minutes} minutes (Site:MaxMinutes)");
}
